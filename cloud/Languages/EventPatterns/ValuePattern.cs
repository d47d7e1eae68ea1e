using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>
/// The pattern of a field: a list of accepted values and tests. If the field of the event is a list, one matching item is enough.
/// </summary>
sealed class ValuePattern
{
    readonly ExactValues exact = new();
    readonly List<FieldTest> tests = [];

    public int Count { get; private set; }

    public static ValuePattern Read(JsonArray list, string path, Nesting nesting)
    {
        if (list.Count == 0)
            throw new LanguageException($"Empty arrays are not allowed at \"{path}\"");
        var made = new ValuePattern { Count = list.Count };
        foreach (var item in list)
        {
            if (item is JsonObject { Count: 1 } filter)
                made.tests.Add(FieldTest.Read(filter, path, nesting));
            else
                made.exact.Add(item, path);
        }
        return made;
    }

    public bool Matches(JsonNode? node, bool isThere) =>
        (isThere && (node is JsonArray items ? items.Any(exact.Contains) : exact.Contains(node)))
        || tests.Exists(test => test.Accepts(node, isThere));
}

/// <summary>Values that must be equal: numbers by their value, everything else by its text.</summary>
sealed class ExactValues
{
    readonly HashSet<string> texts = new(StringComparer.Ordinal);
    readonly HashSet<double> numbers = [];
    readonly HashSet<JsonValueKind> kinds = [];

    public void Add(JsonNode? value, string path)
    {
        switch (value?.GetValueKind() ?? JsonValueKind.Null)
        {
            case JsonValueKind.String:
                texts.Add(value!.GetValue<string>());
                break;
            case JsonValueKind.Number:
                numbers.Add(FiniteNumber.Of(value) ?? throw new LanguageException($"The number at \"{path}\" is out of range"));
                break;
            case JsonValueKind.Object or JsonValueKind.Array:
                throw new LanguageException($"\"{path}\" must contain strings, numbers, true, false, null, or match types with one member");
            case var kind:
                kinds.Add(kind);
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
