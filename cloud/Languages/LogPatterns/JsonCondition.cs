using System.Text.Json.Nodes;

namespace Classroom.Languages.LogPatterns;

/// <summary>A condition on a message that is a JSON object: { $.level = "ERROR" &amp;&amp; $.took > 100 }.</summary>
sealed class JsonCondition(Condition<JsonNode> condition) : FilterPattern
{
    public override bool Matches(string message) => Read(message) is { } node && condition.Holds(node);

    public override void CheckSelector(string selector) => Selector.Parse(selector);

    public override string? Extract(string message, string selector) =>
        selector.StartsWith('$')
        && Read(message) is { } node
        && condition.Holds(node)
        && Selector.Parse(selector).Of(node) is [JsonValue value, ..]
            ? Text(value)
            : null;

    public static string Text(JsonNode node) => node.AsText() ?? node.ToJsonString();

    static JsonNode? Read(string message) => message.AsSpan().TrimStart() is ['{', ..] ? BoundedJson.TryParse(message) : null;
}
