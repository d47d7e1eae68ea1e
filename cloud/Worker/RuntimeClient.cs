using System.Globalization;
using System.Net.Http.Headers;

namespace Classroom.Worker;

/// <summary>One invocation of the function.</summary>
sealed record FunctionCall(string RequestId, byte[] Payload, DateTimeOffset Deadline, string FunctionArn, string TraceId);

/// <summary>The client of the Lambda Runtime API.</summary>
sealed class RuntimeClient(string api) : IDisposable
{
    readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
    readonly string root = $"http://{api}";

    public Task<string> AssignmentAsync() => http.GetStringAsync(new Uri($"{root}/assignment"));

    public async Task<FunctionCall?> NextAsync()
    {
        using var response = await http.GetAsync(new Uri($"{root}/2018-06-01/runtime/invocation/next"));
        if (!response.IsSuccessStatusCode)
            return null;
        string Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : "";
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(
            long.Parse(Header("Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture)
        );
        return new(
            Header("Lambda-Runtime-Aws-Request-Id"),
            await response.Content.ReadAsByteArrayAsync(),
            deadline,
            Header("Lambda-Runtime-Invoked-Function-Arn"),
            Header("Lambda-Runtime-Trace-Id")
        );
    }

    public Task AnswerAsync(string requestId, string where, byte[] body) => PostAsync($"invocation/{requestId}/{where}", body);

    public Task InitErrorAsync(byte[] body) => PostAsync("init/error", body);

    public void Dispose() => http.Dispose();

    async Task PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(new Uri($"{root}/2018-06-01/runtime/{path}"), content);
    }
}
