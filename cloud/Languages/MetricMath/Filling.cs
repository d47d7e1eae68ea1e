namespace Classroom.Languages.MetricMath;

/// <summary>The variants of FILL, which gives a value to periods without one.</summary>
static class Filling
{
    public static TimeSeries With(TimeSeries series, MathValue otherwise, IReadOnlyList<long> periods)
    {
        var values = new SortedDictionary<long, double>(series.Values);
        foreach (var period in periods)
        {
            if (otherwise.Series is null)
                values.TryAdd(period, otherwise.Number);
            else if (otherwise.Series.Count > 0 && otherwise.Series[0].Values.TryGetValue(period, out var value))
                values.TryAdd(period, value);
        }
        return new(series.Label, values);
    }

    public static TimeSeries Repeat(TimeSeries series, IReadOnlyList<long> periods)
    {
        var values = new SortedDictionary<long, double>(series.Values);
        double? last = null;
        foreach (var period in periods)
        {
            if (values.TryGetValue(period, out var value))
                last = value;
            else if (last is { } before)
                values[period] = before;
        }
        return new(series.Label, values);
    }

    public static TimeSeries Linear(TimeSeries series, IReadOnlyList<long> periods)
    {
        var values = new SortedDictionary<long, double>(series.Values);
        using var known = series.Values.GetEnumerator();
        if (!known.MoveNext())
            return series;
        var (from, one) = known.Current;
        var (to, other) = (from, one);
        foreach (var period in periods)
        {
            while (to <= period && known.MoveNext())
                ((from, one), (to, other)) = ((to, other), known.Current);
            if (period > from && period < to)
                values[period] = one + ((other - one) * (period - from) / (to - from));
        }
        return new(series.Label, values);
    }
}
