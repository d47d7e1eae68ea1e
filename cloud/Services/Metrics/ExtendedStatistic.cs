using System.Globalization;
using System.Text.RegularExpressions;
using Classroom.Languages;

namespace Classroom.Cloud.Metrics;

/// <summary>
/// A statistic over the distribution of the values: percentile (p90), trimmed mean (tm90), winsorized mean (wm90), trimmed count (tc90),
/// trimmed sum (ts90), each of the last four also with two bounds (TM(10%:90%), TM(150:1000)), interquartile mean (IQM), and percentile
/// rank (PR(100:200)).
/// </summary>
sealed partial class ExtendedStatistic
{
    readonly string kind;
    readonly (double Low, double High) range;
    readonly bool isOfValues;

    ExtendedStatistic(string kind, (double, double) range, bool isOfValues) =>
        (this.kind, this.range, this.isOfValues) = (kind, range, isOfValues);

    /// <summary>Null if the name is no extended statistic.</summary>
    public static ExtendedStatistic? Parse(string name)
    {
        if (name == "IQM")
            return new("TM", (25, 75), false);
        if (Simple().Match(name) is { Success: true } simple)
        {
            var percent = FiniteNumber.Parse(simple.Groups["number"].Value) ?? -1;
            return percent is < 0 or > 100 ? null : new(simple.Groups["kind"].Value.ToUpperInvariant(), (0, percent), false);
        }
        if (Bounded().Match(name) is not { Success: true } bounded)
            return null;
        var isOfValues = bounded.Groups["percent"].Captures.Count == 0;
        var low = Bound(bounded.Groups["low"].Value, isOfValues ? double.NegativeInfinity : 0);
        var high = Bound(bounded.Groups["high"].Value, isOfValues ? double.PositiveInfinity : 100);
        var kind = bounded.Groups["kind"].Value;
        return low >= high || (!isOfValues && (high > 100 || kind == "PR")) ? null : new(kind, (low, high), isOfValues);
    }

    /// <summary>The statistic of values and their counts, in the order of the values. Null if no value is in the range.</summary>
    public double? Of(IReadOnlyCollection<KeyValuePair<double, double>> values)
    {
        var all = values.Sum(pair => pair.Value);
        if (all <= 0)
            return null;
        if (kind == "P")
            return Percentile(values, all);
        var inside = isOfValues ? Between(values) : Trimmed(values, all);
        var count = inside.Sum(pair => pair.Value);
        var sum = inside.Sum(pair => pair.Key * pair.Value);
        return kind switch
        {
            "PR" => count / all * 100,
            "TC" => count,
            "TS" => count > 0 ? sum : null,
            "WM" => count > 0 ? (sum + Replaced(values, inside)) / all : null,
            _ => count > 0 ? sum / count : null,
        };
    }

    /// <summary>The smallest value that is not below the given share of the values.</summary>
    double Percentile(IReadOnlyCollection<KeyValuePair<double, double>> values, double all)
    {
        var (rank, seen) = (range.High / 100 * all, 0.0);
        foreach (var (value, count) in values)
        {
            seen += count;
            if (seen >= rank)
                return value;
        }
        return values.Last().Key;
    }

    List<KeyValuePair<double, double>> Between(IEnumerable<KeyValuePair<double, double>> values) =>
        [.. values.Where(pair => pair.Key > range.Low && pair.Key <= range.High)];

    List<KeyValuePair<double, double>> Trimmed(IEnumerable<KeyValuePair<double, double>> values, double all)
    {
        var (from, to, seen) = (range.Low / 100 * all, range.High / 100 * all, 0.0);
        var kept = new List<KeyValuePair<double, double>>();
        foreach (var (value, count) in values)
        {
            var share = Math.Min(seen + count, to) - Math.Max(seen, from);
            seen += count;
            if (share > 0)
                kept.Add(new(value, share));
        }
        return kept;
    }

    /// <summary>What the trimmed values add to the sum of a winsorized mean: they count as the nearest value that is kept.</summary>
    static double Replaced(IReadOnlyCollection<KeyValuePair<double, double>> values, List<KeyValuePair<double, double>> inside)
    {
        var (first, last) = (inside[0].Key, inside[^1].Key);
        var below = values.Where(pair => pair.Key <= first).Sum(pair => pair.Value) - inside[0].Value;
        var above = values.Where(pair => pair.Key >= last).Sum(pair => pair.Value) - inside[^1].Value;
        return first == last ? first * (values.Sum(pair => pair.Value) - inside[0].Value) : (below * first) + (above * last);
    }

    static double Bound(string text, double otherwise) =>
        text.Length == 0 ? otherwise : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<kind>p|tm|wm|tc|ts)(?<number>[0-9]{1,3}(\.[0-9]{1,10})?)$")]
    private static partial Regex Simple();

    [GeneratedRegex(
        @"^(?<kind>TM|WM|TC|TS|PR)\((?<low>[0-9]{1,15}(\.[0-9]{1,10})?)?(?<percent>%)?:"
            + @"(?<high>[0-9]{1,15}(\.[0-9]{1,10})?)?(?<percent>%)?\)$"
    )]
    private static partial Regex Bounded();
}
