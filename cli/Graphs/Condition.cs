using System.Text.Json.Nodes;

namespace Classroom.Cli.Graphs;

/// <summary>A short text for a rule of a Choice state.</summary>
static class Condition
{
    static readonly (string Ending, string Sign)[] Signs =
    [
        ("GreaterThanEquals", "≥"),
        ("LessThanEquals", "≤"),
        ("GreaterThan", ">"),
        ("LessThan", "<"),
        ("Equals", "="),
        ("Matches", "like"),
    ];

    public static string Of(JsonObject rule)
    {
        if ((string?)rule["Condition"] is { } expression)
            return expression.Trim('{', '%', '}', ' ');
        if (rule["And"] is JsonArray all)
            return string.Join(" and ", all.OfType<JsonObject>().Select(Of));
        if (rule["Or"] is JsonArray any)
            return string.Join(" or ", any.OfType<JsonObject>().Select(Of));
        if (rule["Not"] is JsonObject not)
            return $"not {Of(not)}";
        var variable = ((string?)rule["Variable"] ?? "").Replace("$.", "", StringComparison.Ordinal);
        var test = rule.FirstOrDefault(member => member.Key is not ("Variable" or "Next" or "Comment" or "Assign" or "Output"));
        if (test.Key is null)
            return variable;
        var value = test.Value?.ToString() ?? "null";
        if (test.Key.StartsWith("Is", StringComparison.Ordinal))
            return $"{variable} {(value == "true" ? "is" : "is not")} {test.Key[2..].ToLowerInvariant()}";
        var name = test.Key.EndsWith("Path", StringComparison.Ordinal) ? test.Key[..^4] : test.Key;
        var sign = Array.Find(Signs, known => name.EndsWith(known.Ending, StringComparison.Ordinal)).Sign ?? test.Key;
        return $"{variable} {sign} {value}";
    }
}
