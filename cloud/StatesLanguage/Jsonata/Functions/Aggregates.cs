using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Functions that reduce numbers to one number.</summary>
static class Aggregates
{
    public static NativeFunction[] Functions { get; } =
    [
        new("sum", "<a<n>:n>", (args, _) => args[0] is JsonArray numbers ? Values(numbers).Sum() : null),
        new("count", "<a:n>", (args, _) => args[0] is JsonArray items ? items.Count : 0),
        new("max", "<a<n>:n>", (args, _) => args[0] is JsonArray { Count: > 0 } numbers ? Values(numbers).Max() : null),
        new("min", "<a<n>:n>", (args, _) => args[0] is JsonArray { Count: > 0 } numbers ? Values(numbers).Min() : null),
        new("average", "<a<n>:n>", (args, _) => args[0] is JsonArray { Count: > 0 } numbers ? Values(numbers).Sum() / numbers.Count : null),
    ];

    static IEnumerable<double> Values(JsonArray numbers) => numbers.Select(number => ((JsonNumber)number).Value);
}
