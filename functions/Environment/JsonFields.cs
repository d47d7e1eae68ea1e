using System.Text.Json.Nodes;

namespace Classroom.Functions;

/// <summary>Reads single fields of a document that may be anything.</summary>
static class JsonFields
{
    /// <summary>The text in a field, or null where there is none: no object, no such field, no text.</summary>
    public static string? Text(this JsonNode? document, string name) =>
        document is JsonObject fields && fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
