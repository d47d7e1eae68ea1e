using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.ApiGateway.Execution;

/// <summary>The answer of an API.</summary>
sealed record Response(int Status, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    public static Response Message(int status, string message) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new { message }), [("content-type", "application/json")]);

    public static Response InternalError { get; } = Message(500, "Internal Server Error");

    /// <summary>Converts the result of a function: an object with a statusCode is a complete response; anything else is the body.</summary>
    public static Response Of(byte[] payload, string? version)
    {
        JsonNode? answer;
        try
        {
            answer = BoundedJson.Parse(payload, LanguageLimits.Payload);
        }
        catch (LanguageException)
        {
            return InternalError;
        }
        if (answer is not JsonObject members || !members.ContainsKey("statusCode"))
            return version == "1.0" ? InternalError : new(200, payload, [("content-type", "application/json")]);
        if (
            !int.TryParse(members["statusCode"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || status is < 100 or > 599
        )
            return InternalError;
        var headers = new List<(string, string)>();
        foreach (var (name, value) in members["headers"] as JsonObject ?? [])
            headers.Add((name.ToLowerInvariant(), value?.ToString() ?? ""));
        foreach (var (name, values) in members["multiValueHeaders"] as JsonObject ?? [])
        {
            foreach (var value in values as JsonArray ?? [])
                headers.Add((name.ToLowerInvariant(), value?.ToString() ?? ""));
        }
        foreach (var cookie in members["cookies"] as JsonArray ?? [])
            headers.Add(("set-cookie", cookie?.ToString() ?? ""));
        if (!headers.Exists(header => header.Item1 == "content-type"))
            headers.Add(("content-type", "text/plain; charset=utf-8"));
        var text = members["body"] switch
        {
            null => "",
            JsonValue value when value.TryGetValue<string>(out var body) => body,
            var other => other.ToJsonString(),
        };
        try
        {
            return new(
                status,
                members["isBase64Encoded"]?.ToString() == "true" ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text),
                headers
            );
        }
        catch (FormatException)
        {
            return InternalError;
        }
    }
}
