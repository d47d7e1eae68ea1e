using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>An embedded cloud as a separate process, with an empty folder and a log file.</summary>
sealed partial class FuzzedCloud : IDisposable
{
    static readonly string[] DyingWords = ["Unhandled exception", "Stack overflow", "Out of memory"];

    readonly Process process;
    readonly string folder;

    FuzzedCloud(Process process, string folder, Uri endpoint) => (this.process, this.folder, Endpoint) = (process, folder, endpoint);

    public Uri Endpoint { get; }

    public bool IsAlive => !process.HasExited;

    public int ExitCode => process.HasExited ? process.ExitCode : 0;

    string LogPath => Path.Combine(folder, "log");

    /// <param name="program">The path of Classroom.Cloud.dll, already built.</param>
    public static async Task<FuzzedCloud> StartAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("classroom-fuzz-").FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in (string[])
                [
                    program,
                    "--port",
                    "0",
                    "--data",
                    Path.Combine(folder, "data"),
                    "--log-level",
                    "error",
                    "--background",
                    Path.Combine(folder, "log"),
                ]
        )
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var log = Path.Combine(folder, "log");
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException(
                    $"The cloud ended before it answered: {(File.Exists(log) ? await ReadAsync(log) : "no log")}"
                );
            if (File.Exists(log) && Address().Match(await ReadAsync(log)) is { Success: true } found)
                return new(process, folder, new(found.Groups[1].Value));
            await Task.Delay(20);
        }
    }

    /// <summary>The internal errors in the log of the cloud, each with its stack trace.</summary>
    public async Task<string> LogAsync() => File.Exists(LogPath) ? await ReadAsync(LogPath) : "";

    /// <summary>The last output of the process: from the crash message of the runtime on, or the end of the log.</summary>
    public async Task<string> LastWordsAsync()
    {
        const int Longest = 4000;
        var log = await LogAsync();
        var at = DyingWords.Max(words => log.LastIndexOf(words, StringComparison.Ordinal));
        if (at >= 0)
            return log.Substring(at, Math.Min(Longest, log.Length - at));
        return log.Length > Longest ? log[^Longest..] : log;
    }

    /// <summary>The peak memory of the process in megabytes; 0 if the system does not report it.</summary>
    public async Task<int> PeakMemoryAsync()
    {
        var path = $"/proc/{process.Id}/status";
        if (!IsAlive || !File.Exists(path))
            return 0;
        var line = (await File.ReadAllLinesAsync(path)).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null
            ? 0
            : int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static async Task<string> ReadAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex(@" at (http://[^,]+),")]
    private static partial Regex Address();
}
