using System.Text.Json.Nodes;

namespace Classroom.Languages;

/// <summary>
/// Reads strings from JSON that a caller wrote. A member may have any type, and a cast to string would throw for a number.
/// </summary>
public static class JsonTexts
{
    /// <summary>The value of a JSON string; null for any other JSON value.</summary>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
