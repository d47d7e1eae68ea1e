using System.Text.Json;

namespace Classroom.Languages.EventPatterns;

/// <summary>Reads the match types of a field, for example {"prefix": "a"}. The messages are those of AWS.</summary>
static class ValueTests
{
    /// <summary>Reads the argument of a match type; its first token has been read.</summary>
    public static ValueTest Read(string kind, ref PatternReader reader, PatternDialect dialect) =>
        kind switch
        {
            "prefix" => ReadAffix(ref reader, kind, (value, text, comparison) => value.StartsWith(text, comparison)),
            "suffix" => ReadAffix(ref reader, kind, (value, text, comparison) => value.EndsWith(text, comparison)),
            "equals-ignore-case" => EqualsIgnoreCase(ReadText(ref reader, kind)),
            "wildcard" => Wildcards.Read(ref reader),
            "numeric" => NumericRange.Read(ref reader),
            // AWS's message names the prefix here.
            "cidr" => AddressRange.Parse(ReadText(ref reader, "prefix")),
            "anything-but" => AnythingBut.Read(ref reader, dialect),
            _ => throw reader.Mistake($"Unrecognized match type {kind}"),
        };

    /// <summary>Reads the closing brace of a match type.</summary>
    public static void ReadEnd(ref PatternReader reader)
    {
        if (reader.Next() != JsonTokenType.PropertyName)
            return;
        reader.Next();
        throw reader.Mistake("Only one key allowed in match expression");
    }

    public static TextTest EqualsIgnoreCase(string wanted) => new(value => value.Equals(wanted, StringComparison.OrdinalIgnoreCase));

    static TextTest ReadAffix(ref PatternReader reader, string kind, Func<string, string, StringComparison, bool> test)
    {
        if (reader.Kind != JsonTokenType.StartObject)
            return Affix(ReadText(ref reader, kind), StringComparison.Ordinal, test);
        if (reader.Next() != JsonTokenType.PropertyName)
            throw reader.Mistake($"{kind} match pattern must be a string");
        var name = reader.Text();
        reader.Next();
        if (name != "equals-ignore-case")
            throw reader.Mistake($"Unsupported {kind} pattern: {name}");
        var affix = Affix(ReadText(ref reader, name), StringComparison.OrdinalIgnoreCase, test);
        ReadEnd(ref reader);
        return affix;
    }

    static TextTest Affix(string text, StringComparison comparison, Func<string, string, StringComparison, bool> test) =>
        new(value => test(value, text, comparison));

    static string ReadText(ref PatternReader reader, string kind) =>
        reader.Kind == JsonTokenType.String ? reader.Text() : throw reader.Mistake($"{kind} match pattern must be a string");
}
