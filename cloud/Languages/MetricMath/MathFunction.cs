namespace Classroom.Languages.MetricMath;

/// <summary>A function of metric math. Its arguments have been evaluated.</summary>
sealed record MathFunction(string Name, int Least, int Most, Func<MathValue[], IMetricSource, MathValue> Run)
{
    static readonly Dictionary<string, MathFunction> Known = new MathFunction[]
    {
        Fold("SUM", values => values.Sum()),
        Fold("AVG", values => values.Average()),
        Fold("MIN", values => values.Min()),
        Fold("MAX", values => values.Max()),
        Fold("STDDEV", Deviation),
        One("METRIC_COUNT", value => new(value.Series?.Count ?? 0)),
        One("DATAPOINT_COUNT", value => new(value.Series?.Sum(series => series.Values.Count) ?? 0)),
        One("ABS", value => value.Map(Math.Abs)),
        One("CEIL", value => value.Map(Math.Ceiling)),
        One("FLOOR", value => value.Map(Math.Floor)),
        One("LOG", value => value.Map(Math.Log)),
        One("LOG10", value => value.Map(Math.Log10)),
        One("DIFF", value => value.Each(series => Steps(series, (now, before, _) => now - before))),
        One("RATE", value => value.Each(series => Steps(series, (now, before, seconds) => (now - before) / seconds))),
        One("RUNNING_SUM", value => value.Each(RunningSum)),
        One("FIRST", value => value.Series is { Count: > 0 } some ? new([some[0]]) : value),
        One("LAST", value => value.Series is { Count: > 0 } some ? new([some[^1]]) : value),
        new("IF", 2, 3, (values, _) => If(values[0], values[1], values.Length > 2 ? values[2] : null)),
    }.ToDictionary(function => function.Name, StringComparer.Ordinal);

    public static MathFunction FillRepeat { get; } =
        new("FILL", 1, 1, (values, source) => values[0].Each(series => Filling.Repeat(series, source.Periods)));

    public static MathFunction FillLinear { get; } =
        new("FILL", 1, 1, (values, source) => values[0].Each(series => Filling.Linear(series, source.Periods)));

    public static MathFunction FillWith { get; } =
        new("FILL", 2, 2, (values, source) => values[0].Each(series => Filling.With(series, values[1], source.Periods)));

    public static MathFunction? Find(string name) => Known.GetValueOrDefault(name);

    public static string Unknown(string name)
    {
        var known = string.Join(", ", Known.Keys.Order(StringComparer.Ordinal));
        return $"the embedded cloud has no function {name} of metric math; it has {known}, FILL, METRICS, PERIOD and SEARCH";
    }

    static MathFunction One(string name, Func<MathValue, MathValue> run) => new(name, 1, 1, (values, _) => run(values[0]));

    /// <summary>
    /// A function such as SUM: it combines several series period by period into one series, and reduces a single series to a number.
    /// </summary>
    static MathFunction Fold(string name, Func<IReadOnlyCollection<double>, double> fold) =>
        One(
            name,
            value =>
                value.Series switch
                {
                    null => value,
                    [var only] => new(only.Values.Count == 0 ? 0 : fold(only.Values.Values)),
                    var many => new([new("", new(ByPeriod(many).ToDictionary(period => period.Key, period => fold([.. period]))))]),
                }
        );

    static IEnumerable<IGrouping<long, double>> ByPeriod(IEnumerable<TimeSeries> many) =>
        many.SelectMany(series => series.Values).GroupBy(point => point.Key, point => point.Value);

    static double Deviation(IReadOnlyCollection<double> values)
    {
        var average = values.Average();
        return Math.Sqrt(values.Average(value => (value - average) * (value - average)));
    }

    static TimeSeries Steps(TimeSeries series, Func<double, double, long, double> step) =>
        new(
            series.Label,
            new(
                series
                    .Values.Zip(series.Values.Skip(1))
                    .ToDictionary(
                        pair => pair.Second.Key,
                        pair => step(pair.Second.Value, pair.First.Value, pair.Second.Key - pair.First.Key)
                    )
            )
        );

    static TimeSeries RunningSum(TimeSeries series)
    {
        var sum = 0.0;
        return new(series.Label, new(series.Values.ToDictionary(point => point.Key, point => sum += point.Value)));
    }

    static MathValue If(MathValue condition, MathValue then, MathValue? otherwise)
    {
        if (condition.Series is null)
            return condition.Number != 0 ? then : otherwise ?? new([]);
        var (label, tests) = condition.Series is [var first, ..] ? (first.Label, first.Values) : ("", []);
        var values = new SortedDictionary<long, double>();
        foreach (var (period, test) in tests)
        {
            var source = test != 0 ? then : otherwise;
            if (source is null)
                continue;
            if (source.Series is null)
                values[period] = source.Number;
            else if (source.Series.Count > 0 && source.Series[0].Values.TryGetValue(period, out var value))
                values[period] = value;
        }
        return new([new(label, values)]);
    }
}
