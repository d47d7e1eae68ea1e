using System.Text.Json;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>
/// Parses JSON texts within inputs, for example policies and definitions, so that they can be mutated like the input itself.
/// </summary>
static class Parsed
{
    public static Value? Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Of(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    static Value Of(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => new Members([.. element.EnumerateObject().Select(member => (member.Name, Of(member.Value)))]),
            JsonValueKind.Array => new Items([.. element.EnumerateArray().Select(Of)]),
            JsonValueKind.String => new Text(element.GetString()!),
            _ => new Token(element.GetRawText()),
        };
}
