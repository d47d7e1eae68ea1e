using System.Globalization;
using System.Net;

namespace Classroom.Access;

/// <summary>The condition operators. Each compares one value of the request with one value of the policy.</summary>
static class ConditionOperators
{
    public const string Null = "Null";

    static readonly long LatestEpoch = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The formats of the W3C for dates of ISO 8601, besides that of a year alone, which reads as seconds.</summary>
    static readonly string[] DateFormats =
    [
        "yyyy-MM",
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    static readonly Dictionary<string, Func<string, string, bool>> Comparisons = new()
    {
        ["StringEquals"] = (actual, wanted) => PolicyVariables.Equals(wanted, actual, ignoreCase: false),
        ["StringEqualsIgnoreCase"] = (actual, wanted) => PolicyVariables.Equals(wanted, actual, ignoreCase: true),
        ["StringLike"] = (actual, wanted) => PolicyVariables.Matches(wanted, actual),
        ["ArnEquals"] = ArnLike,
        ["ArnLike"] = ArnLike,
        ["Bool"] = (actual, wanted) => string.Equals(actual, wanted, StringComparison.OrdinalIgnoreCase),
        ["BinaryEquals"] = (actual, wanted) => actual == wanted,
        ["NumericEquals"] = (actual, wanted) => Compare(actual, wanted) == 0,
        ["NumericLessThan"] = (actual, wanted) => Compare(actual, wanted) < 0,
        ["NumericLessThanEquals"] = (actual, wanted) => Compare(actual, wanted) <= 0,
        ["NumericGreaterThan"] = (actual, wanted) => Compare(actual, wanted) > 0,
        ["NumericGreaterThanEquals"] = (actual, wanted) => Compare(actual, wanted) >= 0,
        ["DateEquals"] = (actual, wanted) => CompareDates(actual, wanted) == 0,
        ["DateLessThan"] = (actual, wanted) => CompareDates(actual, wanted) < 0,
        ["DateLessThanEquals"] = (actual, wanted) => CompareDates(actual, wanted) <= 0,
        ["DateGreaterThan"] = (actual, wanted) => CompareDates(actual, wanted) > 0,
        ["DateGreaterThanEquals"] = (actual, wanted) => CompareDates(actual, wanted) >= 0,
        ["IpAddress"] = InNetwork,
    };

    /// <summary>The negated operators: true where the operator that they negate is false. An absent key satisfies them.</summary>
    static readonly Dictionary<string, string> Negations = new()
    {
        ["StringNotEquals"] = "StringEquals",
        ["StringNotEqualsIgnoreCase"] = "StringEqualsIgnoreCase",
        ["StringNotLike"] = "StringLike",
        ["ArnNotEquals"] = "ArnEquals",
        ["ArnNotLike"] = "ArnLike",
        ["NumericNotEquals"] = "NumericEquals",
        ["DateNotEquals"] = "DateEquals",
        ["NotIpAddress"] = "IpAddress",
    };

    public static (Func<string, string, bool> Matches, bool IsNegated) Find(string name) =>
        Negations.TryGetValue(name, out var positive) ? (Comparisons[positive], true) : (Comparisons[name], false);

    /// <summary>AWS replaces policy variables in the values of string and ARN operators only.</summary>
    public static bool TakesVariables(string name) =>
        name.StartsWith("String", StringComparison.Ordinal) || name.StartsWith("Arn", StringComparison.Ordinal);

    /// <summary>Returns the name of the operator; refuses a name that IAM does not know. IAM has no <c>NullIfExists</c>.</summary>
    public static string Check(string name)
    {
        var (_, plain, ifExists) = Split(name);
        return (plain == Null && !ifExists) || Comparisons.ContainsKey(plain) || Negations.ContainsKey(plain)
            ? name
            : throw new PolicySyntaxException($"{name} is not a condition operator of IAM");
    }

    /// <summary>
    /// Splits the prefix <c>ForAllValues:</c> or <c>ForAnyValue:</c> and the suffix <c>IfExists</c> from the name of an operator.
    /// </summary>
    public static (string Quantifier, string Plain, bool IfExists) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var quantifier = name[..Math.Max(colon, 0)];
        if (colon >= 0 && quantifier is not ("ForAllValues" or "ForAnyValue"))
            throw new PolicySyntaxException($"{name} is not a condition operator of IAM");
        var rest = name[(colon + 1)..];
        var ifExists = rest.EndsWith("IfExists", StringComparison.Ordinal);
        return (quantifier, ifExists ? rest[..^"IfExists".Length] : rest, ifExists);
    }

    /// <summary>ARNs are compared part by part: a * in one of the six parts does not match text of the next part.</summary>
    static bool ArnLike(string actual, string wanted)
    {
        var (parts, patterns) = (actual.Split(':', 6), wanted.Split(':', 6));
        return parts.Length == 6
            && patterns.Length == 6
            && parts.Zip(patterns).All(pair => PolicyVariables.Matches(pair.Second, pair.First));
    }

    static int? Compare(string actual, string wanted) =>
        decimal.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var one)
        && decimal.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var other)
            ? one.CompareTo(other)
            : null;

    static int? CompareDates(string actual, string wanted) =>
        Date(actual) is { } one && Date(wanted) is { } other ? one.CompareTo(other) : null;

    static DateTimeOffset? Date(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds <= LatestEpoch
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null
            : DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
                ? date
                : null;

    static bool InNetwork(string actual, string wanted) =>
        IPAddress.TryParse(actual, out var address)
        && (
            IPNetwork.TryParse(wanted, out var network)
                ? network.Contains(address)
                : IPAddress.TryParse(wanted, out var single) && single.Equals(address)
        );
}
