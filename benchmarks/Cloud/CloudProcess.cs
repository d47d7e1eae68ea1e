using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Classroom.Benchmarks.Cloud;

/// <summary>Where an embedded cloud keeps its data, and how it is started.</summary>
sealed record CloudFolder(string Data, int Port, string? Durability = null)
{
    public string Endpoint => $"http://127.0.0.1:{Port}";

    /// <summary>
    /// A free port below those that the system gives to outgoing connections: a cloud that is started again needs the same port, and no
    /// connection may have taken it in between.
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
                // Taken; try another.
            }
        }
    }
}

/// <summary>The embedded cloud as a process that can be killed and started again on its folder.</summary>
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
        var port = folder.Port.ToString(CultureInfo.InvariantCulture);
        foreach (var argument in (string[])[Program, "--port", port, "--data", folder.Data, "--log-level", "warning", .. durability])
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

    /// <summary>From the start of the process until the health page answered.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>
    /// The same without the time in which the process was ready to run and other processes had the processors, but never less than the
    /// processor time that it took itself. On a machine with nothing else to do the two are the same.
    /// </summary>
    public TimeSpan StartAlone { get; private set; }

    /// <summary>Whether the health page answered.</summary>
    public bool IsServing { get; private set; }

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public string Output => Text(printed);

    public string Errors => Text(complained);

    /// <summary>Starts the cloud; when this returns it serves, or has ended, or has been silent for a minute.</summary>
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
        // What the process printed before its end is read by other threads.
        if (cloud.HasExited)
            await cloud.process.WaitForExitAsync();
        return cloud;
    }

    /// <summary>Ends the process as kill -9 does. Its workers are left to notice it themselves.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends the process as Ctrl-C does; false when it is still there after half a minute.</summary>
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
            // Of each thread: nanoseconds on a processor, and nanoseconds in which it waited for one.
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
            // A thread that ended while it was looked at, or a kernel that does not count.
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
