using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cli.Runtime;
using Classroom.Functions.StepFunctions;

namespace Classroom.Cli.Calls;

/// <summary>Calls AWS's APIs at one address, each service in its own protocol; what passes is tried again as SDKs do.</summary>
sealed class AwsClient(string endpoint, AwsCredentials credentials, string region, TimeProvider clock) : IDisposable
{
    const int MostAttempts = 4;

    // A refusal that asks for patience gets more of it.
    const int MostThrottled = 8;
    const int LongestPause = 1000;

    static readonly Dictionary<string, (string Prefix, string Version)> Targets = new(StringComparer.Ordinal)
    {
        ["states"] = ("AWSStepFunctions", "1.0"),
        ["logs"] = ("Logs_20140328", "1.1"),
        ["events"] = ("AWSEvents", "1.1"),
        ["sqs"] = ("AmazonSQS", "1.0"),
        ["monitoring"] = ("GraniteServiceVersion20100801", "1.0"),
        ["tagging"] = ("ResourceGroupsTaggingAPI_20170126", "1.1"),
    };

    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None })
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    public string Endpoint => endpoint;

    public string Region => region;

    /// <summary>An operation of a JSON protocol.</summary>
    public async Task<JsonObject> JsonAsync(string service, string operation, JsonObject input)
    {
        var (prefix, version) = Targets[service];
        var answer = await SendAsync(
                service,
                HttpMethod.Post,
                "/",
                Encoding.UTF8.GetBytes(input.ToJsonString()),
                $"application/x-amz-json-{version}",
                [("X-Amz-Target", $"{prefix}.{operation}")]
            )
            .ConfigureAwait(false);
        return Object(answer.Body);
    }

    /// <summary>An operation of the query protocol, which answers with XML.</summary>
    public async Task<XElement> QueryAsync(string service, string operation, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var form = string.Join(
            '&',
            parameters
                .Where(parameter => parameter.Value is not null)
                .Prepend((Name: "Action", Value: operation))
                .Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value!)}")
        );
        var answer = await SendAsync(service, HttpMethod.Post, "/", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded", [])
            .ConfigureAwait(false);
        return answer.Xml;
    }

    /// <summary>An operation of REST with JSON.</summary>
    public async Task<JsonObject> RestAsync(
        string service,
        HttpMethod method,
        string path,
        JsonObject? body = null,
        params (string Name, string Value)[] headers
    ) =>
        Object(
            (
                await SendAsync(
                        service,
                        method,
                        path,
                        body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString()),
                        body is null ? null : "application/json",
                        headers
                    )
                    .ConfigureAwait(false)
            ).Body
        );

    public Task<AwsAnswer> S3Async(HttpMethod method, string path, byte[]? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(
            "s3",
            method,
            path,
            body ?? [],
            null,
            [("X-Amz-Content-Sha256", Convert.ToHexStringLower(SHA256.HashData(body ?? []))), .. headers]
        );

    public async Task<AwsAnswer> SendAsync(
        string service,
        HttpMethod method,
        string path,
        byte[] body,
        string? type,
        (string Name, string Value)[] headers
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(service, method, path, body, type, headers).ConfigureAwait(false);
            }
            catch (AwsError error) when (error.IsPassing && attempt < (error.IsThrottling ? MostThrottled : MostAttempts))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50 << attempt, LongestPause)), clock).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => http.Dispose();

    async Task<AwsAnswer> SendOnceAsync(
        string service,
        HttpMethod method,
        string path,
        byte[] body,
        string? type,
        (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, endpoint + path);
        if (body.Length > 0 || method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(body);
            if (type is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        RequestSigner.Sign(request, body, credentials, region, service, clock.GetUtcNow());
        try
        {
            using var response = await http.SendAsync(request).ConfigureAwait(false);
            var content = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw ErrorOf(response, content);
            return new(
                content,
                response.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase)
            );
        }
        catch (HttpRequestException exception)
        {
            throw new CommandException(
                $"The cloud at {endpoint} does not answer ({exception.Message}). `./classroom cloud status` tells whether it runs, "
                    + $"`./classroom cloud start` starts it."
            );
        }
    }

    static AwsError ErrorOf(HttpResponseMessage response, byte[] content)
    {
        var status = (int)response.StatusCode;
        var text = Encoding.UTF8.GetString(content);
        if (text.StartsWith('<'))
        {
            var xml = XElement.Parse(text);
            return new(Text(xml, "Code") ?? "Error", Text(xml, "Message") ?? text, status);
        }
        if (!text.StartsWith('{'))
            return new($"{status}", text.Length > 0 ? text : response.ReasonPhrase ?? "", status);
        var json = Object(content);
        var code = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First() : (string?)json["__type"] ?? "Error";
        return new(code.Split('#')[^1].Split(':')[0], (string?)(json["message"] ?? json["Message"]) ?? "", status);
    }

    /// <summary>The text of the first element of this name.</summary>
    public static string? Text(XElement xml, string name) =>
        xml.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    static JsonObject Object(byte[] body) => body.Length == 0 ? [] : JsonSerializer.Deserialize<JsonObject>(body) ?? [];
}

/// <summary>An answer, where its headers matter.</summary>
sealed record AwsAnswer(byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public XElement Xml => XElement.Parse(Encoding.UTF8.GetString(Body));
}
