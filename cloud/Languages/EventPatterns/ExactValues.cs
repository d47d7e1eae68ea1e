using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>Values that must be equal: numbers by their value, everything else by its text.</summary>
sealed class ExactValues
{
    readonly HashSet<string> texts = new(StringComparer.Ordinal);
    readonly HashSet<double> numbers = [];
    readonly HashSet<JsonValueKind> kinds = [];

    /// <summary>Adds the value that has been read, which is no list and no object.</summary>
    public void Add(ref PatternReader reader)
    {
        switch (reader.Kind)
        {
            case JsonTokenType.String:
                texts.Add(reader.Text());
                break;
            case JsonTokenType.Number:
                numbers.Add(reader.Number());
                break;
            case JsonTokenType.True:
                kinds.Add(JsonValueKind.True);
                break;
            case JsonTokenType.False:
                kinds.Add(JsonValueKind.False);
                break;
            default:
                kinds.Add(JsonValueKind.Null);
                break;
        }
    }

    public bool Contains(JsonNode? value) =>
        (value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.String => texts.Contains(value!.GetValue<string>()),
            JsonValueKind.Number => FiniteNumber.Of(value) is { } number && numbers.Contains(number),
            var kind => kinds.Contains(kind),
        };
}
