using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Benchmarks.Cloud;

/// <summary>Sends signed calls to a cloud over the wire protocols of AWS, and reports for each call whether it was acknowledged.</summary>
sealed class AwsClient(string endpoint) : IDisposable
{
    const int MostTries = 60;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // Characters outside ASCII are sent unescaped, as most SDKs send them.
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Dictionary<string, (string Target, string Version)> Targets = new()
    {
        ["states"] = ("AWSStepFunctions", "1.0"),
        ["logs"] = ("Logs_20140328", "1.1"),
        ["events"] = ("AWSEvents", "1.1"),
        ["sqs"] = ("AmazonSQS", "1.0"),
        ["monitoring"] = ("GraniteServiceVersion20100801", "1.0"),
        ["tagging"] = ("ResourceGroupsTaggingAPI_20170126", "1.1"),
    };

    readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 128, UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public string Endpoint => endpoint;

    public string Key { get; init; } = "test";

    public string Secret { get; init; } = "test";

    /// <summary>The session token of temporary credentials.</summary>
    public string? Token { get; init; }

    /// <summary>Called with every answer.</summary>
    public Action<Reply>? Observe { get; init; }

    public Task<Reply> JsonAsync(string service, string operation, object input)
    {
        var (target, version) = Targets[service];
        var body = JsonSerializer.SerializeToUtf8Bytes(input, Plain);
        return SendAsync(
            new($"{service} {operation}", service, HttpMethod.Post, "/", body, $"application/x-amz-json-{version}")
            {
                Headers = [("X-Amz-Target", $"{target}.{operation}")],
            }
        );
    }

    public Task<Reply> QueryAsync(string service, string operation, params (string Name, string Value)[] parameters)
    {
        var form = string.Join(
            '&',
            parameters.Prepend(("Action", operation)).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}")
        );
        return SendAsync(
            new($"{service} {operation}", service, HttpMethod.Post, "/", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded")
        );
    }

    public Task<Reply> RestAsync(
        string service,
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    )
    {
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, Plain);
        return SendAsync(
            new($"{service} {method} {path}", service, method, path, bytes, body is null ? null : "application/json") { Headers = headers }
        );
    }

    public Task<Reply> BytesAsync(
        string service,
        HttpMethod method,
        string path,
        byte[]? body = null,
        string? type = null,
        params (string Name, string Value)[] headers
    ) => SendAsync(new($"{service} {method} {path}", service, method, path, body ?? [], type) { Headers = headers });

    /// <summary>Retries throttled calls; a throttled call has changed nothing.</summary>
    public async Task<Reply> SendAsync(WireCall call)
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await TryAsync(call);
            if (!reply.IsThrottled || tries == MostTries)
                return reply;
            await Task.Delay(Math.Min(500, 20 * tries));
        }
    }

    public void Dispose() => http.Dispose();

    async Task<Reply> TryAsync(WireCall call)
    {
        using var request = call.Request(endpoint);
        new Signer(Key, Secret, call.Service, Token).Sign(request, call.Body);
        using var timeout = new CancellationTokenSource(call.Longest ?? Longest);
        var began = Stopwatch.GetTimestamp();
        Reply reply;
        try
        {
            using var answer = await http.SendAsync(request, timeout.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(timeout.Token);
            reply = new(call.Name, (int)answer.StatusCode, body, Stopwatch.GetElapsedTime(began))
            {
                Headers = answer.Headers,
                ContentHeaders = answer.Content.Headers,
            };
        }
        // HttpClient passes a SocketException on unwrapped if the cloud is killed between connecting and the first byte.
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or System.Net.Sockets.SocketException or OperationCanceledException)
        {
            var took = Stopwatch.GetElapsedTime(began);
            var why = timeout.IsCancellationRequested
                ? $"no answer within {(call.Longest ?? Longest).TotalSeconds:0} s"
                : "the connection broke";
            reply = new(call.Name, 0, [], took) { Broken = why, TimedOut = timeout.IsCancellationRequested };
        }
        Observe?.Invoke(reply);
        return reply;
    }
}

/// <summary>A request before it is signed.</summary>
sealed record WireCall(string Name, string Service, HttpMethod Method, string Path, byte[] Body, string? Type)
{
    // Unusual keys must reach the cloud unchanged: .NET would normalize dots and slashes.
    static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public TimeSpan? Longest { get; init; }

    public HttpRequestMessage Request(string endpoint)
    {
        var request = new HttpRequestMessage(Method, new Uri(endpoint + Path, AsWritten));
        if (Body.Length > 0 || Method == HttpMethod.Post || Method == HttpMethod.Put)
        {
            request.Content = new ByteArrayContent(Body);
            if (Type is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        }
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
