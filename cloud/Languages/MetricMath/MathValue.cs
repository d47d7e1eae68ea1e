namespace Classroom.Languages.MetricMath;

/// <summary>The result of an expression: a number, or a list of series.</summary>
public sealed record MathValue(IReadOnlyList<TimeSeries>? Series, double Number = 0)
{
    public MathValue(double number)
        : this(null, number) { }

    /// <summary>The number of data points, as a measure of the work.</summary>
    internal long Points => 1 + (Series?.Sum(series => (long)series.Values.Count) ?? 0);

    /// <summary>
    /// The value as the answer to a query. Points that are NaN or infinite are left out, because JSON and XML cannot represent them.
    /// </summary>
    public IReadOnlyList<TimeSeries> AsSeries(string label, IReadOnlyList<long> periods) =>
        Series switch
        {
            null => [new(label, double.IsFinite(Number) ? new(periods.ToDictionary(period => period, _ => Number)) : [])],
            [var only] => [Finite(new(label, only.Values))],
            _ => [.. Series.Select(Finite)],
        };

    internal MathValue Map(Func<double, double> change) =>
        Series is null ? new(change(Number)) : new([.. Series.Select(series => series.Map(change))]);

    internal MathValue Each(Func<TimeSeries, TimeSeries> change) => Series is null ? this : new([.. Series.Select(change)]);

    /// <summary>Combines two values period by period. A period without a value in one of them has no value in the result.</summary>
    internal MathValue With(MathValue other, Func<double, double, double> join)
    {
        if (Series is null && other.Series is null)
            return new(join(Number, other.Number));
        if (Series is null)
            return other.Map(value => join(Number, value));
        if (other.Series is null)
            return Map(value => join(value, other.Number));
        if (Series.Count > 1 && other.Series.Count > 1)
            throw new LanguageException("An operator cannot combine two arrays of series");
        return Series.Count > 1
            ? new([.. Series.Select(series => Join(series, other.Series is [var only] ? only : TimeSeries.Empty, join))])
            : new([.. other.Series.Select(series => Join(Series is [var only] ? only : TimeSeries.Empty, series, join))]);
    }

    static TimeSeries Join(TimeSeries one, TimeSeries other, Func<double, double, double> join)
    {
        var values = new SortedDictionary<long, double>();
        foreach (var (period, value) in one.Values)
        {
            if (other.Values.TryGetValue(period, out var second) && double.IsFinite(join(value, second)))
                values[period] = join(value, second);
        }
        return new(one.Label, values);
    }

    static TimeSeries Finite(TimeSeries series) =>
        series.Values.Values.All(double.IsFinite)
            ? series
            : new(
                series.Label,
                new(series.Values.Where(point => double.IsFinite(point.Value)).ToDictionary(point => point.Key, point => point.Value))
            );
}
