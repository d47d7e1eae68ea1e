using System.Text.Json.Nodes;

namespace Classroom.Languages;

/// <summary>Members of JSON that a caller wrote, which may be of any kind: a cast to string throws where one is a number.</summary>
public static class JsonTexts
{
    /// <summary>The value of a JSON string; null for anything else.</summary>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
