using System.Text.Json;

namespace Classroom.Languages.EventPatterns;

/// <summary>Reads the argument of anything-but: a value, a list of values, or a match type with a text or a list of texts.</summary>
static class AnythingBut
{
    const string NeitherListNorValue = "Value of anything-but must be an array or single string/number value.";

    // AWS's message about an item of a list names the position twice.
    const int InList = 2;

    public static AnythingButTest Read(ref PatternReader reader, PatternDialect dialect)
    {
        var excluded = new ExactValues();
        switch (reader.Kind)
        {
            case JsonTokenType.StartObject:
                return new(excluded, ReadFilter(ref reader, dialect));
            case JsonTokenType.StartArray:
                ReadValues(ref reader, excluded);
                break;
            case JsonTokenType.String or JsonTokenType.Number:
                excluded.Add(ref reader);
                break;
            default:
                throw reader.Mistake(NeitherListNorValue);
        }
        return new(excluded, []);
    }

    static void ReadValues(ref PatternReader reader, ExactValues excluded)
    {
        if (reader.Next() == JsonTokenType.EndArray)
            throw reader.Mistake("Empty arrays are not allowed");
        for (; reader.Kind != JsonTokenType.EndArray; reader.Next())
        {
            if (reader.Kind is not (JsonTokenType.String or JsonTokenType.Number))
                throw reader.Mistake("Inside anything but list, start|null|boolean is not supported.", InList);
            excluded.Add(ref reader);
        }
    }

    static List<TextTest> ReadFilter(ref PatternReader reader, PatternDialect dialect)
    {
        if (reader.Next() != JsonTokenType.PropertyName)
            throw reader.Mistake(NeitherListNorValue);
        var kind = reader.Text();
        reader.Next();
        if (dialect.IsOlder ? kind != "prefix" : kind is not ("prefix" or "suffix" or "equals-ignore-case" or "wildcard"))
            throw reader.Mistake($"Unsupported anything-but pattern: {kind}");
        if (dialect.IsOlder && reader.Kind != JsonTokenType.String)
            throw reader.Mistake("prefix match pattern must be a string");
        if (reader.Kind == JsonTokenType.StartObject)
            throw reader.Mistake(NeitherListNorValue);
        var tests = new List<TextTest>();
        if (reader.Kind != JsonTokenType.StartArray)
            tests.Add(ReadTest(ref reader, kind, 1));
        else
            while (reader.Next() != JsonTokenType.EndArray)
                tests.Add(ReadTest(ref reader, kind, InList));
        ValueTests.ReadEnd(ref reader);
        return tests;
    }

    static TextTest ReadTest(ref PatternReader reader, string kind, int mentions)
    {
        if (kind == "wildcard")
            return Wildcards.Read(ref reader, mentions);
        if (reader.Kind != JsonTokenType.String)
            throw reader.Mistake(
                kind == "equals-ignore-case"
                    ? "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported."
                    : "prefix/suffix match pattern must be a string",
                mentions
            );
        var text = reader.Text();
        if (kind == "equals-ignore-case")
            return ValueTests.EqualsIgnoreCase(text);
        if (text.Length == 0)
            throw reader.MistakeAfter("Null prefix/suffix not allowed");
        return new(value =>
            kind == "prefix" ? value.StartsWith(text, StringComparison.Ordinal) : value.EndsWith(text, StringComparison.Ordinal)
        );
    }
}
