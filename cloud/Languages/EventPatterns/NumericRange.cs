using System.Text.Json;

namespace Classroom.Languages.EventPatterns;

/// <summary>{"numeric": ["&gt;", 0, "&lt;=", 5]}: an equal number, an upper or lower limit, or a lower and an upper limit.</summary>
static class NumericRange
{
    public static NumericTest Read(ref PatternReader reader)
    {
        if (reader.Kind != JsonTokenType.StartArray)
            throw reader.Mistake("Value of numeric must be an array.");
        if (reader.Next() != JsonTokenType.String)
            throw reader.Mistake($"Invalid member in numeric match: {reader.Written()}");
        var name = reader.Text();
        reader.Next();
        return name switch
        {
            "=" => ReadSingle(ref reader, "equals", limit => number => number == limit),
            "<" => ReadSingle(ref reader, name, limit => number => number < limit),
            "<=" => ReadSingle(ref reader, name, limit => number => number <= limit),
            ">" => ReadRange(ref reader, name, limit => number => number > limit),
            ">=" => ReadRange(ref reader, name, limit => number => number >= limit),
            _ => throw reader.Mistake($"Unrecognized numeric range operator: {name}"),
        };
    }

    static NumericTest ReadSingle(ref PatternReader reader, string name, Func<double, Func<double, bool>> compare)
    {
        var limit = compare(ReadNumber(ref reader, name));
        return reader.Next() == JsonTokenType.EndArray ? new([limit]) : throw reader.Mistake("Too many elements in numeric expression");
    }

    static NumericTest ReadRange(ref PatternReader reader, string name, Func<double, Func<double, bool>> compare)
    {
        var bottom = ReadNumber(ref reader, name);
        var kind = reader.Next();
        if (kind == JsonTokenType.EndArray)
            return new([compare(bottom)]);
        if (kind != JsonTokenType.String)
            throw reader.Mistake($"Bad value in numeric range: {reader.Written()}");
        var upper = reader.Text();
        if (upper is not ("<" or "<="))
            throw reader.MistakeAfter($"Bad numeric range operator: {upper}");
        reader.Next();
        var top = ReadNumber(ref reader, upper);
        if (reader.Next() != JsonTokenType.EndArray)
            throw reader.Mistake("Too many terms in numeric range expression");
        if (bottom >= top)
            throw reader.Mistake("Bottom must be less than top");
        return new([compare(bottom), upper == "<" ? number => number < top : number => number <= top]);
    }

    static double ReadNumber(ref PatternReader reader, string name) =>
        reader.Kind == JsonTokenType.Number ? reader.Number() : throw reader.Mistake($"Value of {name} must be numeric");
}
