using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.Events;

/// <summary>Changes the resource policy of a bus, one statement at a time.</summary>
static class BusPolicy
{
    public static string With(string? policy, JsonObject statement)
    {
        var statements = Others(policy, (string)statement["Sid"]!);
        statements.Add(statement);
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString();
    }

    public static string? Without(string? policy, string id)
    {
        var statements = Others(policy, id);
        return statements.Count == 0 ? null : new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString();
    }

    public static bool Has(string? policy, string id) => policy is not null && Statements(policy).Any(statement => SidOf(statement) == id);

    static string? SidOf(JsonNode? statement) => (statement as JsonObject)?["Sid"].AsText();

    static JsonArray Others(string? policy, string id) =>
        policy is null
            ? []
            : new([.. Statements(policy).Where(statement => SidOf(statement) != id).Select(statement => statement?.DeepClone())]);

    static IEnumerable<JsonNode?> Statements(string policy) =>
        BoundedJson.Parse(policy, LanguageLimits.Policy)?["Statement"] switch
        {
            JsonArray many => many,
            JsonObject one => [one],
            _ => [],
        };
}
