using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Classroom.Benchmarks.Cloud;

/// <summary>The data folder and the options of an embedded cloud.</summary>
sealed record CloudFolder(string Data, int Port, string? Durability = null)
{
    /// <summary>The memory for function processes, in MB; null for the default.</summary>
    public int? WorkerMemory { get; init; }

    public string Endpoint => $"http://127.0.0.1:{Port}";

    /// <summary>
    /// A free port below the range that the system uses for outgoing connections. A cloud that is restarted needs the same port, so no
    /// connection may take the port in between.
    /// </summary>
    public static int FreePort(Random random)
    {
        while (true)
        {
            var port = random.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // The port is in use; try another one.
            }
        }
    }
}

/// <summary>An embedded cloud as a process that can be killed and started again on the same folder.</summary>
sealed class CloudProcess : IDisposable
{
    const int LinesKept = 400;

    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    static readonly string Program = Path.Combine(RunningCloud.Repository, "cloud/bin/Release/net10.0/Classroom.Cloud.dll");

    readonly Process process;
    readonly Queue<string> printed = new();
    readonly Queue<string> complained = new();

    CloudProcess(CloudFolder folder)
    {
        Folder = folder;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] durability = folder.Durability is { } level ? ["--durability", level] : [];
        string[] memory = folder.WorkerMemory is { } megabytes ? ["--worker-memory", megabytes.ToString(CultureInfo.InvariantCulture)] : [];
        var port = folder.Port.ToString(CultureInfo.InvariantCulture);
        foreach (
            var argument in (string[])[Program, "--port", port, "--data", folder.Data, "--log-level", "warning", .. durability, .. memory]
        )
            start.ArgumentList.Add(argument);
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(printed, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(complained, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public CloudFolder Folder { get; }

    public int Id => process.Id;

    /// <summary>The time from the start of the process until the health page answered.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>
    /// StartTook without the time in which the process was ready to run but other processes used the processors; at least the processor
    /// time of the process itself. On an idle machine both values are equal.
    /// </summary>
    public TimeSpan StartAlone { get; private set; }

    /// <summary>Whether the health page has answered.</summary>
    public bool IsServing { get; private set; }

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public string Output => Text(printed);

    public string Errors => Text(complained);

    /// <summary>Starts the cloud. Returns when the cloud serves requests, has exited, or has not answered for a minute.</summary>
    public static async Task<CloudProcess> StartAsync(CloudFolder folder)
    {
        var watch = Stopwatch.StartNew();
        var cloud = new CloudProcess(folder);
        using var probe = new HttpClient { Timeout = LongestStart };
        while (watch.Elapsed < LongestStart && !cloud.HasExited && !cloud.IsServing)
        {
            cloud.IsServing = await AnswersAsync(probe, folder);
            if (!cloud.IsServing)
                await Task.Delay(4);
        }
        cloud.StartTook = watch.Elapsed;
        cloud.StartAlone = cloud.HasExited ? cloud.StartTook : cloud.Alone(cloud.StartTook);
        // Waits for the threads that read the output of the process.
        if (cloud.HasExited)
            await cloud.process.WaitForExitAsync();
        return cloud;
    }

    /// <summary>Kills the process like kill -9. Its workers are not killed; they must notice the end themselves.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends the process like Ctrl+C; false if it still runs after half a minute.</summary>
    public async Task<bool> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        using var longest = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(longest.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    TimeSpan Alone(TimeSpan took)
    {
        if (!OperatingSystem.IsLinux())
            return took;
        try
        {
            // For each thread: nanoseconds on a processor, and nanoseconds of waiting for a processor.
            var threads = Directory
                .GetDirectories($"/proc/{Id}/task")
                .Select(thread => File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' '))
                .ToList();
            var waited = TimeSpan.FromMicroseconds(threads.Sum(thread => double.Parse(thread[1], CultureInfo.InvariantCulture)) / 1000);
            var worked = TimeSpan.FromMicroseconds(threads.Sum(thread => double.Parse(thread[0], CultureInfo.InvariantCulture)) / 1000);
            var alone = took - waited > worked ? took - waited : worked;
            return alone < took ? alone : took;
        }
        catch (IOException)
        {
            // A thread ended in the meantime, or the kernel does not provide these counters.
            return took;
        }
    }

    static async Task<bool> AnswersAsync(HttpClient probe, CloudFolder folder)
    {
        try
        {
            using var answer = await probe.GetAsync(new Uri($"{folder.Endpoint}/_classroom/health"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    static void Keep(Queue<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > LinesKept)
                lines.Dequeue();
        }
    }

    static string Text(Queue<string> lines)
    {
        lock (lines)
            return string.Join('\n', lines);
    }
}
