using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;

namespace Classroom.Cloud.Gateway.Audit;

/// <summary>
/// The input of a call for the audit log: without secrets, without the content that students send, and never large. CloudTrail hides the
/// same members.
/// </summary>
static class RequestParameters
{
    const string Hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
    const int LongestText = 2048;
    const int MostItems = 50;

    static readonly string[] SecretParts = ["password", "secret", "token", "credential", "authorization"];

    static readonly HashSet<string> Content = new(StringComparer.OrdinalIgnoreCase)
    {
        "ZipFile",
        "Environment",
        "Payload",
        "Body",
        "Input",
        "Output",
        "Definition",
        "Message",
        "MessageBody",
        "MessageAttributes",
        "Detail",
        "Data",
        "Cause",
        "ClientContext",
        "LogEvents",
        "MetricData",
        "Entries",
        "TraceSegmentDocuments",
    };

    public static JsonObject? Of(HandledCall call)
    {
        if (call.Target is not { } target)
            return null;
        // The parameters of S3 are in the address.
        if (target.Service?.Protocol == WireProtocol.RestXml)
            return target.Route.TryGetValue("Bucket", out var bucket) && bucket.Length > 0
                ? new()
                {
                    ["bucketName"] = bucket,
                    ["key"] = target.Route.GetValueOrDefault("Key") is { Length: > 0 } key ? Cut(key) : null,
                }
                : null;
        if (call.Input is null || target.Operation is not { } operation)
            return null;
        var written = JsonSerializer.SerializeToNode(call.Input, operation.InputType, WireJson.Of(operation.Service));
        return written is JsonObject { Count: > 0 } members ? Copy(members) : null;
    }

    static JsonObject Copy(JsonObject members)
    {
        var copied = new JsonObject();
        foreach (var (name, value) in members.Take(MostItems))
            copied[char.ToLowerInvariant(name[0]) + name[1..]] = IsHidden(name) ? Hidden : Copy(value);
        return copied;
    }

    static JsonNode? Copy(JsonNode? value) =>
        value switch
        {
            JsonObject { Count: > 0 } members => Copy(members),
            JsonArray items => new JsonArray([.. items.Take(MostItems).Select(Copy)]),
            JsonValue text when text.TryGetValue<string>(out var content) => Cut(content),
            null => null,
            _ => value.DeepClone(),
        };

    static bool IsHidden(string name) =>
        name.Length == 0
        || Content.Contains(name)
        || Array.Exists(SecretParts, part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    static string Cut(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]}... ({text.Length} characters)";
}
