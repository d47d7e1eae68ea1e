using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>{"numeric": ["&gt;", 0, "&lt;=", 5]}: an operator and a number, once or twice.</summary>
sealed class NumericTest(List<Func<double, bool>> limits) : ValueTest
{
    public static NumericTest Read(JsonNode? argument)
    {
        if (argument is not JsonArray { Count: 2 or 4 } parts)
            throw new LanguageException("numeric must be an array of an operator and a number, once or twice");
        return new([.. parts.Chunk(2).Select(pair => ReadLimit(pair[0], pair[1]))]);
    }

    protected override bool AcceptsOne(JsonNode? value) =>
        FiniteNumber.Of(value) is { } number && limits.TrueForAll(limit => limit(number));

    static Func<double, bool> ReadLimit(JsonNode? name, JsonNode? bound)
    {
        var limit = FiniteNumber.Of(bound) ?? throw new LanguageException("numeric needs a number after each operator");
        return name.AsText() switch
        {
            "=" => number => number == limit,
            "<" => number => number < limit,
            "<=" => number => number <= limit,
            ">" => number => number > limit,
            ">=" => number => number >= limit,
            var other => throw new LanguageException($"Unrecognized numeric range operator: {other}; allowed are =, <, <=, > and >="),
        };
    }
}
