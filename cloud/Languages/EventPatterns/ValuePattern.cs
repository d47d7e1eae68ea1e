using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>
/// The pattern of a field: a list of accepted values and tests. If the field of the event is a list, one matching item is enough. Objects
/// and empty lists have no value: for a pattern the field is absent.
/// </summary>
sealed class ValuePattern
{
    readonly ExactValues exact = new();
    readonly List<ValueTest> tests = [];
    bool acceptsAnything;
    bool acceptsAbsence;

    public int Count { get; private set; }

    /// <summary>Reads the items of a list whose opening bracket has been read.</summary>
    public static ValuePattern Read(ref PatternReader reader, PatternDialect dialect)
    {
        var made = new ValuePattern();
        for (; reader.Next() != JsonTokenType.EndArray; made.Count++)
        {
            switch (reader.Kind)
            {
                case JsonTokenType.StartObject:
                    made.ReadFilter(ref reader, dialect);
                    break;
                case JsonTokenType.StartArray:
                    throw reader.Mistake("Match value must be String, number, true, false, or null");
                default:
                    made.exact.Add(ref reader);
                    break;
            }
        }
        return made.Count > 0 ? made : throw reader.Mistake("Empty arrays are not allowed");
    }

    public bool Matches(JsonNode? node, bool isThere)
    {
        var hasValue = false;
        return (isThere && MatchesValue(node, ref hasValue)) || (acceptsAbsence && !hasValue);
    }

    bool MatchesValue(JsonNode? node, ref bool hasValue)
    {
        switch (node)
        {
            case JsonArray items:
                var matches = false;
                foreach (var item in items)
                    matches |= MatchesValue(item, ref hasValue);
                return matches;
            case JsonObject:
                return false;
            default:
                hasValue = true;
                return acceptsAnything || exact.Contains(node) || tests.Exists(test => test.Accepts(node));
        }
    }

    void ReadFilter(ref PatternReader reader, PatternDialect dialect)
    {
        if (reader.Next() != JsonTokenType.PropertyName)
            throw reader.Mistake("Empty objects are not allowed");
        var kind = reader.Text();
        reader.Next();
        if (kind == "exists")
            ReadExists(ref reader);
        else
            tests.Add(ValueTests.Read(kind, ref reader, dialect));
        ValueTests.ReadEnd(ref reader);
    }

    void ReadExists(ref PatternReader reader)
    {
        if (reader.Kind is not (JsonTokenType.True or JsonTokenType.False))
            throw reader.Mistake("exists match pattern must be either true or false.");
        if (reader.Kind == JsonTokenType.True)
            acceptsAnything = true;
        else
            acceptsAbsence = true;
    }
}
