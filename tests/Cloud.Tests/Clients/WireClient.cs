using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Classroom.Cloud.Tests.Clients;

/// <summary>An answer of the cloud.</summary>
sealed record Answer(int Status, string Body, HttpResponseMessage Response)
{
    public JsonObject Json => (JsonObject)JsonNode.Parse(Body)!;

    /// <summary>The code of an error, from whatever shape the protocol gives it.</summary>
    public string? Code =>
        Status < 400 ? null
        : Response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First()
        : Body.StartsWith('<') ? XDocument.Parse(Body).Descendants().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value
        : (string?)Json["__type"];

    public string Message =>
        Body.StartsWith('<')
            ? XDocument.Parse(Body).Descendants().First(element => element.Name.LocalName == "Message").Value
            : (string?)(Json["message"] ?? Json[nameof(Message)]) ?? "";
}

/// <summary>Speaks the wire protocols of AWS directly, for what the CLI does not let one say.</summary>
sealed class WireClient(string endpoint, string key, string secret, string? token = null)
{
    static readonly HttpClient Http = new();

    static readonly Dictionary<string, (string Target, string Version)> Targets = new()
    {
        ["states"] = ("AWSStepFunctions", "1.0"),
        ["logs"] = ("Logs_20140328", "1.1"),
        ["events"] = ("AWSEvents", "1.1"),
        ["sqs"] = ("AmazonSQS", "1.0"),
        ["monitoring"] = ("GraniteServiceVersion20100801", "1.0"),
        ["tagging"] = ("ResourceGroupsTaggingAPI_20170126", "1.1"),
    };

    public string Endpoint => endpoint;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>An operation of the JSON protocols.</summary>
    public Task<Answer> JsonAsync(string service, string operation, object input)
    {
        var (target, version) = Targets[service];
        return SendAsync(
            service,
            HttpMethod.Post,
            "/",
            input is string text ? text : System.Text.Json.JsonSerializer.Serialize(input),
            $"application/x-amz-json-{version}",
            ("X-Amz-Target", $"{target}.{operation}")
        );
    }

    /// <summary>The same, where only success will do.</summary>
    public async Task<JsonObject> CallAsync(string service, string operation, object input)
    {
        var answer = await JsonAsync(service, operation, input);
        Assert.That(answer.Status, Is.EqualTo(200), $"{service}:{operation} {answer.Body}");
        return answer.Body.Length == 0 ? [] : answer.Json;
    }

    /// <summary>An operation of the query protocol.</summary>
    public Task<Answer> QueryAsync(string service, string operation, params (string Name, string Value)[] parameters) =>
        SendAsync(
            service,
            HttpMethod.Post,
            "/",
            string.Join(
                '&',
                parameters
                    .Prepend(("Action", operation))
                    .Select(pair => $"{Uri.EscapeDataString(pair.Item1)}={Uri.EscapeDataString(pair.Item2)}")
            ),
            "application/x-www-form-urlencoded"
        );

    public async Task<XDocument> FormAsync(string service, string operation, params (string Name, string Value)[] parameters)
    {
        var answer = await QueryAsync(service, operation, parameters);
        Assert.That(answer.Status, Is.EqualTo(200), $"{service}:{operation} {answer.Body}");
        return XDocument.Parse(answer.Body);
    }

    public Task<Answer> RestAsync(
        string service,
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    ) =>
        SendAsync(
            service,
            method,
            path,
            body is null ? "" : body as string ?? System.Text.Json.JsonSerializer.Serialize(body),
            "application/json",
            headers
        );

    public async Task<Answer> SendAsync(
        string service,
        HttpMethod method,
        string path,
        string body,
        string type,
        params (string Name, string Value)[] headers
    )
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(method, endpoint + path);
        if (bytes.Length > 0 || method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        new Signer(key, secret, service, token) { Now = Clock.GetUtcNow() }.Sign(request, bytes);
        return await SendAsync(request);
    }

    public static async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        var response = await Http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }
}
