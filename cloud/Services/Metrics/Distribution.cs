using System.Collections.Immutable;

namespace Classroom.Cloud.Metrics;

/// <summary>
/// How often each value of a metric occurred in a minute, for percentiles and trimmed means. Many different values are rounded, so that a
/// minute stays small; the error is below half a percent then, and below five percent with very many values.
/// </summary>
static class Distribution
{
    const int MostValues = 200;

    static readonly int[] Digits = [3, 2];

    public static ImmutableSortedDictionary<double, double> Of(IEnumerable<(double Value, double Count)> values) =>
        Bounded(Sum(values.Select(pair => KeyValuePair.Create(pair.Value, pair.Count))));

    /// <summary>Null if one of them is not known: a statistic set has no values.</summary>
    public static ImmutableSortedDictionary<double, double>? Join(
        ImmutableSortedDictionary<double, double>? one,
        ImmutableSortedDictionary<double, double>? other
    ) => one is null || other is null ? null : Bounded(Sum(one.Concat(other)));

    static ImmutableSortedDictionary<double, double> Bounded(ImmutableSortedDictionary<double, double> values)
    {
        foreach (var digits in Digits)
        {
            if (values.Count <= MostValues)
                break;
            values = Sum(values.Select(pair => KeyValuePair.Create(Rounded(pair.Key, digits), pair.Value)));
        }
        return values;
    }

    static ImmutableSortedDictionary<double, double> Sum(IEnumerable<KeyValuePair<double, double>> pairs)
    {
        var sums = new SortedDictionary<double, double>();
        foreach (var (value, count) in pairs)
            sums[value] = sums.GetValueOrDefault(value) + count;
        return sums.ToImmutableSortedDictionary();
    }

    static double Rounded(double value, int digits)
    {
        if (value == 0)
            return 0;
        var scale = Math.Pow(10, digits - 1 - Math.Floor(Math.Log10(Math.Abs(value))));
        return double.IsFinite(scale) && scale != 0 ? Math.Round(value * scale) / scale : value;
    }
}
