using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Benchmarks.Cloud;

/// <summary>A process that answers the AWS APIs: the embedded cloud, or a comparable program.</summary>
sealed class RunningCloud : IDisposable
{
    public const string Account = "000000000000";

    readonly Process process;
    readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });

    RunningCloud(Process process, int port, TimeSpan start)
    {
        this.process = process;
        Endpoint = $"http://127.0.0.1:{port}";
        StartTook = start;
    }

    public string Endpoint { get; }

    public TimeSpan StartTook { get; }

    /// <summary>The processor time of the process itself, without its workers.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    /// <param name="path">The PATH of the process; null for that of this process.</param>
    public static Task<RunningCloud> EmbeddedAsync(string folder, string? path = null) =>
        StartAsync(
            path is null ? "dotnet" : Environment.ProcessPath!,
            port =>
                [
                    Path.Combine(Repository, "cloud/bin/Release/net10.0/Classroom.Cloud.dll"),
                    "--port",
                    port,
                    "--data",
                    folder,
                    "--log-level",
                    "warning",
                ],
            "/_classroom/health",
            path
        );

    public static Task<RunningCloud> MotoAsync() => StartAsync("moto_server", port => ["-p", port], "/moto-api/");

    static async Task<RunningCloud> StartAsync(string program, Func<string, string[]> arguments, string health, string? path = null)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments(port.ToString(CultureInfo.InvariantCulture)))
            start.ArgumentList.Add(argument);
        if (path is not null)
            start.Environment["PATH"] = path;
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var probe = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await probe.GetAsync(new Uri($"http://127.0.0.1:{port}{health}"));
                if (answer.IsSuccessStatusCode)
                    break;
            }
            catch (HttpRequestException)
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"{program} ended before it answered");
            }
            await Task.Delay(5);
        }
        return new(process, port, watch.Elapsed);
    }

    /// <summary>How the cloud runs functions, in its own words.</summary>
    public async Task<string> FunctionsAsync()
    {
        var health = await http.GetStringAsync(new Uri($"{Endpoint}/_classroom/health"));
        return (string)JsonNode.Parse(health)!["functions"]!;
    }

    public async Task<JsonNode?> CallAsync(string service, string target, string version, object input) =>
        JsonNode.Parse(
            await SendAsync(
                service,
                HttpMethod.Post,
                "/",
                JsonSerializer.SerializeToUtf8Bytes(input),
                $"application/x-amz-json-{version}",
                target
            )
        );

    public async Task<string> FormAsync(string service, string form) =>
        Encoding.UTF8.GetString(
            await SendAsync(service, HttpMethod.Post, "/", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded", null)
        );

    public Task<byte[]> RestAsync(string service, string path, byte[] body) =>
        SendAsync(service, HttpMethod.Post, path, body, "application/json", null);

    public Task<byte[]> RestAsync(string service, HttpMethod method, string path) =>
        SendAsync(service, method, path, [], "application/json", null);

    async Task<byte[]> SendAsync(string service, HttpMethod method, string path, byte[] body, string type, string? target)
    {
        using var request = new HttpRequestMessage(method, Endpoint + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (target is not null)
            request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        new Signer("test", "test", service).Sign(request, body);
        using var answer = await http.SendAsync(request);
        var content = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? content
            : throw new InvalidOperationException(
                $"{service} {target ?? path}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(content)}"
            );
    }

    /// <summary>The memory of the process and its child processes.</summary>
    public long Memory()
    {
        var parents = Process.GetProcesses().Select(candidate => (Process: candidate, Parent: ParentOf(candidate.Id))).ToList();
        var family = new HashSet<int> { process.Id };
        for (var before = 0; before < family.Count; )
        {
            before = family.Count;
            foreach (var (candidate, parent) in parents.Where(pair => family.Contains(pair.Parent)))
                family.Add(candidate.Id);
        }
        return family.Sum(id => File.Exists($"/proc/{id}/smaps_rollup") ? Kilobytes(id) * 1024 : 0);
    }

    // Proportional set size: memory that processes share is divided among them.
    static long Kilobytes(int id) =>
        long.Parse(
            File.ReadLines($"/proc/{id}/smaps_rollup")
                .First(line => line.StartsWith("Pss:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );

    static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        http.Dispose();
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
