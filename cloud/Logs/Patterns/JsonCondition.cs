using System.Text.Json.Nodes;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.Logs.Patterns;

/// <summary>A condition over a message that is a JSON object: { $.level = "ERROR" &amp;&amp; $.took > 100 }.</summary>
sealed class JsonCondition(Func<JsonNode, bool> condition) : FilterPattern
{
    public override bool Matches(string message) => ParseMessage(message) is { } node && condition(node);

    public override string? Extract(string message, string selector) =>
        selector.StartsWith('$') && ParseMessage(message) is { } node && condition(node) && Selector.Parse(selector, Invalid).Of(node).FirstOrDefault() is JsonValue value ? Text(value) : null;

    public static string Text(JsonNode node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();
}
