using System.Text.Json.Nodes;

namespace Classroom.Functions;

/// <summary>Reads single fields of a document of unknown structure.</summary>
static class JsonFields
{
    /// <summary>The text of a field; null where the document is not an object, or the field is absent or not a text.</summary>
    public static string? Text(this JsonNode? document, string name) =>
        document is JsonObject fields && fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
