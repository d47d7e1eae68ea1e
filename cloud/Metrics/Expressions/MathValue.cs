namespace Classroom.Cloud.Metrics.Expressions;

/// <summary>What an expression comes to: one number, or series.</summary>
sealed record MathValue(IReadOnlyList<TimeSeries>? Series, double Number = 0)
{
    public MathValue(double number) : this(null, number)
    {
    }

    public IReadOnlyList<TimeSeries> AsSeries(string label, long[] periods) => Series switch
    {
        null => [new(label, new(periods.ToDictionary(period => period, _ => Number)))],
        [var only] => [new(label, only.Values)],
        _ => Series,
    };

    public MathValue Map(Func<double, double> change) => Series is null ? new(change(Number)) : new([.. Series.Select(series => series.Map(change))]);

    /// <summary>Two of them together, period by period; where either has no value there is none.</summary>
    public MathValue With(MathValue other, Func<double, double, double> join)
    {
        if (Series is null && other.Series is null) return new(join(Number, other.Number));
        if (Series is null) return other.Map(value => join(Number, value));
        if (other.Series is null) return Map(value => join(value, other.Number));
        if (Series.Count > 1 && other.Series.Count > 1) throw MetricMath.Invalid("Two arrays of series cannot be joined with an operator");
        return Series.Count > 1
            ? new([.. Series.Select(series => Join(series, other.Series[0], join))])
            : new([.. other.Series.Select(series => Join(Series.Count > 0 ? Series[0] : new("", []), series, join))]);
    }

    static TimeSeries Join(TimeSeries one, TimeSeries other, Func<double, double, double> join)
    {
        var values = new SortedDictionary<long, double>();
        foreach (var (period, value) in one.Values)
        {
            if (other.Values.TryGetValue(period, out var second) && double.IsFinite(join(value, second))) values[period] = join(value, second);
        }
        return new(one.Label, values);
    }
}
