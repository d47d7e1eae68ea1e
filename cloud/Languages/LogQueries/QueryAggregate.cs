namespace Classroom.Languages.LogQueries;

/// <summary>A function of `stats`, over the rows of a group. Rows without a value do not count.</summary>
/// <param name="KeepsKind">Whether the result is a value like those of the rows: the greatest time is a time.</param>
sealed record QueryAggregate(
    string Name,
    int Least,
    int Most,
    Func<IReadOnlyList<QueryRow>, IReadOnlyList<QueryExpression>, object?> Run,
    bool KeepsKind = false
)
{
    static readonly Dictionary<string, QueryAggregate> Known = new QueryAggregate[]
    {
        new("count", 0, 1, (rows, arguments) => arguments is [var of] ? rows.Count(row => of.Of(row) is not null) : (double)rows.Count),
        new("count_distinct", 1, 1, (rows, arguments) => (double)Texts(rows, arguments[0]).Distinct(StringComparer.Ordinal).Count()),
        Numbers("sum", numbers => numbers.Sum()),
        Numbers("avg", numbers => numbers.Average(), keepsKind: true),
        Numbers("stddev", Deviation),
        new("min", 1, 1, (rows, arguments) => Values(rows, arguments[0]).Min(Order), KeepsKind: true),
        new("max", 1, 1, (rows, arguments) => Values(rows, arguments[0]).Max(Order), KeepsKind: true),
        new("pct", 2, 2, (rows, arguments) => Percentile(rows, arguments[0], Number(rows, arguments[1])), KeepsKind: true),
        new("percentile", 2, 2, (rows, arguments) => Percentile(rows, arguments[0], Number(rows, arguments[1])), KeepsKind: true),
        new("median", 1, 1, (rows, arguments) => Percentile(rows, arguments[0], 50), KeepsKind: true),
        new("earliest", 1, 1, (rows, arguments) => ByTime(rows, arguments[0]).FirstOrDefault(), KeepsKind: true),
        new("latest", 1, 1, (rows, arguments) => ByTime(rows, arguments[0]).LastOrDefault(), KeepsKind: true),
        new("sortsFirst", 1, 1, (rows, arguments) => Texts(rows, arguments[0]).Min(StringComparer.Ordinal)),
        new("sortsLast", 1, 1, (rows, arguments) => Texts(rows, arguments[0]).Max(StringComparer.Ordinal)),
    }.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    static readonly Comparer<object?> Order = Comparer<object?>.Create(QueryValue.Compare);

    public static IEnumerable<string> Names => Known.Keys;

    public static QueryAggregate? Find(string name) => Known.GetValueOrDefault(name);

    static QueryAggregate Numbers(string name, Func<List<double>, double> combine, bool keepsKind = false) =>
        new(
            name,
            1,
            1,
            (rows, arguments) =>
                Values(rows, arguments[0]).Select(QueryValue.Number).OfType<double>().ToList() is { Count: > 0 } numbers
                    ? combine(numbers)
                    : null,
            keepsKind
        );

    static IEnumerable<object?> Values(IReadOnlyList<QueryRow> rows, QueryExpression of) =>
        rows.Select(of.Of).Where(value => value is not null);

    static IEnumerable<string> Texts(IReadOnlyList<QueryRow> rows, QueryExpression of) =>
        Values(rows, of).Select(value => QueryValue.Text(value)!);

    static IEnumerable<object?> ByTime(IReadOnlyList<QueryRow> rows, QueryExpression of) =>
        rows.OrderBy(row => QueryValue.Number(row["@timestamp"])).Select(of.Of).Where(value => value is not null);

    static double Number(IReadOnlyList<QueryRow> rows, QueryExpression of) => QueryValue.Number(of.Of(rows[0])) ?? 0;

    static object? Percentile(IReadOnlyList<QueryRow> rows, QueryExpression of, double percent)
    {
        var numbers = Values(rows, of).Select(QueryValue.Number).OfType<double>().Order().ToList();
        return numbers.Count == 0 ? null : numbers[Math.Clamp((int)Math.Ceiling(percent / 100 * numbers.Count) - 1, 0, numbers.Count - 1)];
    }

    static double Deviation(List<double> numbers)
    {
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / numbers.Count);
    }
}
