using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Clouds;

/// <summary>Starts and stops the embedded cloud.</summary>
sealed class CloudStarter(Repository repository, AppPaths paths, TimeProvider clock)
{
    public const int DefaultPort = 4566;

    /// <summary>Returns the running cloud, or starts a new cloud in the background.</summary>
    public async Task<RunningCloud> EnsureAsync(string region, int? port = null)
    {
        if (RunningCloud.Find(paths) is not { } running)
            return await StartAsync(region, port ?? Port()).ConfigureAwait(false);
        return running.Region == region
            ? running
            : throw new CommandException(
                $"The embedded cloud runs in {running.Region}, but this stack is for {region}. Set aws:region to "
                    + $"{running.Region}, or stop the cloud (`./classroom cloud stop`) and start again."
            );
    }

    public Task<RunningCloud> StartAsync(string region, int port, string durability = "full", IReadOnlyList<string>? more = null) =>
        StartAsync(port, () => StartInfo(region, port, ["--background", paths.CloudLog, "--durability", durability, .. more ?? []]));

    /// <summary>Starts a cloud again that was stopped, at the same address and with the same options.</summary>
    public Task<RunningCloud> StartAgainAsync(RunningCloud stopped)
    {
        var port = new Uri(stopped.Endpoint).Port;
        List<string> arguments = [.. stopped.Arguments ?? []];
        Set(arguments, "--port", port.ToString(CultureInfo.InvariantCulture));
        Set(arguments, "--background", paths.CloudLog);
        return StartAsync(port, () => StartInfo(arguments));
    }

    static void Set(List<string> arguments, string option, string value)
    {
        var place = arguments.IndexOf(option);
        if (place < 0)
            arguments.AddRange([option, value]);
        else
            arguments[place + 1] = value;
    }

    async Task<RunningCloud> StartAsync(int port, Func<ProcessStartInfo> startInfo)
    {
        if (!IsFree(port))
            throw new CommandException(
                $"Port {port} is used by another program (LocalStack also uses 4566). Stop it, or give the cloud another port: "
                    + $"CLASSROOM_PORT=4567 ./classroom up"
            );
        Directory.CreateDirectory(paths.Folder);
        var begin = File.Exists(paths.CloudLog) ? new FileInfo(paths.CloudLog).Length : 0;
        var start = startInfo();
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
        {
            if (RunningCloud.Find(paths) is { } running && running.Process == process.Id)
                return running;
            if (process.HasExited)
                throw new CommandException($"The embedded cloud did not start: {await ReasonAsync(errors, begin).ConfigureAwait(false)}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock).ConfigureAwait(false);
        }
        throw new CommandException($"The embedded cloud has not answered for a minute. Its log is {paths.CloudLog}.");
    }

    /// <summary>Runs the cloud in the foreground until the user interrupts it.</summary>
    public async Task<int> RunAsync(string region, int port, string level, string durability, IReadOnlyList<string> more)
    {
        using var process = Process.Start(StartInfo(region, port, ["--log-level", level, "--durability", durability, .. more]))!;
        // Ctrl+C reaches both processes; the command only waits until the cloud has shut down.
        Console.CancelKeyPress += (_, interrupt) => interrupt.Cancel = true;
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <returns>False if no cloud was running.</returns>
    public async Task<bool> StopAsync()
    {
        if (RunningCloud.Find(paths, mustAnswer: false) is not { } running)
            return false;
        using var process = Process.GetProcessById(running.Process);
        await TerminateAsync(process).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15), clock);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Killing the process loses nothing: every acknowledged change is on disk.
            process.Kill(entireProcessTree: true);
        }
        return true;
    }

    /// <summary>
    /// Ends a cloud whose data is about to be replaced, without the time that requests and functions get at a regular stop. Every
    /// acknowledged change is on disk.
    /// </summary>
    public static async Task EndAsync(RunningCloud running)
    {
        using var process = Process.GetProcessById(running.Process);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Whether functions run in sandboxes on this machine, and a sentence about it. One sandbox is started to find out.</summary>
    public async Task<(bool IsIsolated, string Words)> CheckFunctionsAsync()
    {
        using var process = Process.Start(
            new ProcessStartInfo(Dotnet, [repository.CloudProgram, "--check-functions"]) { RedirectStandardOutput = true }
        )!;
        var words = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (process.ExitCode == 0, words.Trim());
    }

    public static int Port() =>
        Environment.GetEnvironmentVariable("CLASSROOM_PORT") is not { Length: > 0 } text ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port
        : throw new CommandException($"CLASSROOM_PORT is '{text}'; it must be a port from 1 to 65535, or 0 for any free port.");

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    ProcessStartInfo StartInfo(string region, int port, IReadOnlyList<string> more) =>
        StartInfo(["--port", port.ToString(CultureInfo.InvariantCulture), "--data", paths.CloudData, "--region", region, .. more]);

    ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        if (!File.Exists(repository.CloudProgram))
            throw new CommandException(
                $"The embedded cloud has not been built: {repository.CloudProgram} does not exist. `dotnet build cli -c Release` "
                    + $"builds it together with the command."
            );
        return new ProcessStartInfo(Dotnet, [repository.CloudProgram, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = paths.Folder,
        };
    }

    static string Dotnet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    async Task<string> ReasonAsync(Task<string> errors, long begin)
    {
        var log = "";
        if (File.Exists(paths.CloudLog))
        {
            using var file = new FileStream(paths.CloudLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(begin, SeekOrigin.Begin);
            using var reader = new StreamReader(file);
            log = await reader.ReadToEndAsync().ConfigureAwait(false);
        }
        return $"{log}{await errors.ConfigureAwait(false)}".Trim() is { Length: > 0 } reason ? reason : "it ended without a message.";
    }

    static async Task TerminateAsync(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
            return;
        }
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))!;
        await kill.WaitForExitAsync().ConfigureAwait(false);
    }
}
