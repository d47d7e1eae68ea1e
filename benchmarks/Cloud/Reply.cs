using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Classroom.Benchmarks.Cloud;

/// <summary>The result of a call: acknowledged, refused, or unknown because the connection broke before the answer was read.</summary>
/// <param name="Status">0 if no answer was read.</param>
sealed record Reply(string Call, int Status, byte[] Body, TimeSpan Took)
{
    public bool IsDone => Status is >= 200 and < 300;

    public bool IsUnknown => Status == 0;

    /// <summary>The reason why there is no answer.</summary>
    public string? Broken { get; init; }

    public bool TimedOut { get; init; }

    public HttpResponseHeaders? Headers { get; init; }

    public HttpContentHeaders? ContentHeaders { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonObject Json => Body.Length == 0 ? [] : (JsonObject)JsonNode.Parse(Body)!;

    public XElement Xml => XElement.Parse(Text, LoadOptions.PreserveWhitespace);

    /// <summary>The first element with this name, in any namespace.</summary>
    public string? Element(string name) => Xml.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>The error code, in the format of any protocol.</summary>
    public string Code => (Header("x-amzn-ErrorType") ?? Member("__type", "Code") ?? "").Split('#')[^1].Split(':')[0];

    public string Message => Member("message", "Message") ?? "";

    /// <summary>Whether the call was throttled; then it has changed nothing.</summary>
    public bool IsThrottled =>
        Status is 429 or 503 && Code is "SlowDown" or "TooManyRequestsException"
        || Code.Contains("Throttl", StringComparison.Ordinal)
        || Code == "RequestLimitExceeded";

    public string? Header(string name) => Headers is not null && Headers.TryGetValues(name, out var values) ? values.First() : null;

    string? Member(string json, string xml)
    {
        try
        {
            if (Body.Length == 0)
                return null;
            if (Body[0] == '<')
                return Element(xml);
            return (string?)(Json[json] ?? Json[char.ToUpperInvariant(json[0]) + json[1..]]);
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidCastException or InvalidOperationException)
        {
            return null;
        }
    }

    public override string ToString() =>
        IsUnknown ? $"{Call}: {Broken}" : $"{Call}: {Status} {Code} {(Message.Length > 0 ? Message : Shortened(Text))}";

    static string Shortened(string text) => text.Length > 200 ? $"{text[..200]}..." : text;
}
