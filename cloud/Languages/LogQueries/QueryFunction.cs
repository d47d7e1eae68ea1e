using System.Net;
using System.Net.Sockets;

namespace Classroom.Languages.LogQueries;

/// <summary>
/// A function of a query that computes a value from values. A missing value gives no value, unless the function asks for it.
/// </summary>
sealed record QueryFunction(string Name, int Least, int Most, Func<object?[], object?> Run, bool GivesTime = false)
{
    static readonly Dictionary<string, QueryFunction> Known = new QueryFunction[]
    {
        Number("abs", Math.Abs),
        Number("ceil", Math.Ceiling),
        Number("floor", Math.Floor),
        Number("log", Math.Log),
        Number("sqrt", Math.Sqrt),
        new("greatest", 1, int.MaxValue, values => Extreme(values, Enumerable.Max)),
        new("least", 1, int.MaxValue, values => Extreme(values, Enumerable.Min)),
        new("bin", 1, 2, values => Floor(values), GivesTime: true),
        new("datefloor", 2, 2, values => Floor(values), GivesTime: true),
        new("dateceil", 2, 2, Ceiling, GivesTime: true),
        new("fromMillis", 1, 1, values => QueryValue.Number(values[0]), GivesTime: true),
        new("toMillis", 1, 1, values => QueryValue.Number(values[0])),
        new("ispresent", 1, 1, values => QueryValue.Of(values[0] is not null)),
        new("coalesce", 1, int.MaxValue, values => Array.Find(values, value => value is not null)),
        new("isempty", 1, 1, values => QueryValue.Of(QueryValue.Text(values[0]) is null or "")),
        new("isblank", 1, 1, values => QueryValue.Of(string.IsNullOrWhiteSpace(QueryValue.Text(values[0])))),
        new("concat", 1, int.MaxValue, values => string.Concat(values.Select(QueryValue.Text))),
        new("trim", 1, 2, values => Trim(values, (text, characters) => text.Trim(characters))),
        new("ltrim", 1, 2, values => Trim(values, (text, characters) => text.TrimStart(characters))),
        new("rtrim", 1, 2, values => Trim(values, (text, characters) => text.TrimEnd(characters))),
        Text("strlen", text => (double)text.Length),
        Text("toupper", text => text.ToUpperInvariant()),
        Text("tolower", text => text.ToLowerInvariant()),
        new("substr", 2, 3, Part),
        new(
            "replace",
            3,
            3,
            values =>
                (QueryValue.Text(values[0]), QueryValue.Text(values[1]), QueryValue.Text(values[2]))
                    is ({ } text, { Length: > 0 } old, { } by)
                    ? text.Replace(old, by, StringComparison.Ordinal)
                    : values[0]
        ),
        new(
            "strcontains",
            2,
            2,
            values =>
                QueryValue.Text(values[0]) is { } text && QueryValue.Text(values[1]) is { } part
                    ? QueryValue.Of(text.Contains(part, StringComparison.Ordinal))
                    : null
        ),
        Text("isValidIp", text => QueryValue.Of(Address(text) is not null)),
        Text("isValidIpv4", text => QueryValue.Of(Address(text)?.AddressFamily == AddressFamily.InterNetwork)),
        Text("isValidIpv6", text => QueryValue.Of(Address(text)?.AddressFamily == AddressFamily.InterNetworkV6)),
        new("isIpInSubnet", 2, 2, values => IsWithin(values, null)),
        new("isIpv4InSubnet", 2, 2, values => IsWithin(values, AddressFamily.InterNetwork)),
        new("isIpv6InSubnet", 2, 2, values => IsWithin(values, AddressFamily.InterNetworkV6)),
    }.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Known.Keys;

    public static QueryFunction? Find(string name) => Known.GetValueOrDefault(name);

    static QueryFunction Number(string name, Func<double, double> run) =>
        new(
            name,
            1,
            1,
            values => QueryValue.Number(values[0]) is { } number && run(number) is var result && double.IsFinite(result) ? result : null
        );

    static QueryFunction Text(string name, Func<string, object?> run) =>
        new(name, 1, 1, values => QueryValue.Text(values[0]) is { } text ? run(text) : null);

    static object? Extreme(object?[] values, Func<IEnumerable<double>, double> choose) =>
        values.Select(QueryValue.Number).OfType<double>().ToList() is { Count: > 0 } numbers ? choose(numbers) : null;

    /// <summary>The beginning of the period in which a time lies.</summary>
    static object? Floor(object?[] values) =>
        QueryValue.Number(values[0]) is { } time && QueryValue.Number(values[1]) is { } period and > 0
            ? Math.Floor(time / period) * period
            : null;

    static object? Ceiling(object?[] values) =>
        QueryValue.Number(values[0]) is { } time && QueryValue.Number(values[1]) is { } period and > 0
            ? Math.Ceiling(time / period) * period
            : null;

    static string? Trim(object?[] values, Func<string, char[]?, string> trim) =>
        QueryValue.Text(values[0]) is { } text
            ? trim(text, values.Length > 1 ? (QueryValue.Text(values[1]) ?? "").ToCharArray() : null)
            : null;

    static string? Part(object?[] values)
    {
        if (QueryValue.Text(values[0]) is not { } text || QueryValue.Number(values[1]) is not { } from)
            return null;
        var start = (int)Math.Clamp(from, 0, text.Length);
        var length = values.Length > 2 ? QueryValue.Number(values[2]) ?? 0 : text.Length;
        return text.Substring(start, (int)Math.Clamp(length, 0, text.Length - start));
    }

    static IPAddress? Address(string text) => IPAddress.TryParse(text, out var address) ? address : null;

    static object? IsWithin(object?[] values, AddressFamily? family)
    {
        if (QueryValue.Text(values[0]) is not { } text || Address(text) is not { } address)
            return QueryValue.Of(false);
        return QueryValue.Of(
            (family is null || address.AddressFamily == family)
                && IPNetwork.TryParse(QueryValue.Text(values[1]) ?? "", out var network)
                && network.Contains(address)
        );
    }
}
