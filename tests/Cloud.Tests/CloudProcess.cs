using System.Diagnostics;
using System.Text.RegularExpressions;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests;

/// <summary>The cloud as a user starts it: a process of its own on a free port, with a folder of its own.</summary>
sealed partial class CloudProcess : IAsyncDisposable
{
    readonly Process process;
    readonly List<string> lines = [];

    CloudProcess(Process process, string folder)
    {
        this.process = process;
        Folder = folder;
    }

    public string Folder { get; }

    public int ProcessId => process.Id;

    public string Endpoint { get; private set; } = "";

    public WireClient Root => new(Endpoint, "test", "test");

    public string Log
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }

    public static Task<CloudProcess> StartAsync(string? folder = null, params string[] options) => StartAsync([], folder, options);

    /// <summary>With so many files and connections at once, and no more.</summary>
    public static Task<CloudProcess> StartAsync(int descriptors) =>
        StartAsync(["sh", "-c", $"ulimit -n {descriptors}; exec \"$@\"", "sh"], null, []);

    /// <summary>With these variables.</summary>
    public static Task<CloudProcess> StartAsync(IReadOnlyDictionary<string, string> variables, params string[] options) =>
        StartAsync(["env", .. variables.Select(variable => $"{variable.Key}={variable.Value}")], null, options);

    static async Task<CloudProcess> StartAsync(string[] around, string? folder, string[] options)
    {
        folder ??= Folders.New();
        string[] command =
        [
            .. around,
            "dotnet",
            Path.Combine(Folders.Cloud, "Classroom.Cloud.dll"),
            "--port",
            "0",
            "--data",
            folder,
            "--log-level",
            "debug",
            .. options,
        ];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        var cloud = new CloudProcess(Process.Start(start)!, folder);
        await cloud.WaitAsync();
        return cloud;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    async Task WaitAsync()
    {
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(string? line)
        {
            if (line is null)
                return;
            lock (lines)
                lines.Add(line);
            if (Ready().Match(line) is { Success: true } match)
                ready.TrySetResult(match.Groups[1].Value);
        }
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended) == ended)
            throw new InvalidOperationException($"The cloud did not start:\n{Log}");
        Endpoint = await ready.Task;
    }

    [GeneratedRegex(@"^Classroom cloud \S+ at (https?://\S+?),")]
    private static partial Regex Ready();
}
