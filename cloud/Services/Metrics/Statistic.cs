namespace Classroom.Cloud.Metrics;

/// <summary>Computes the statistics of a period: average, sum and others, percentiles and trimmed means.</summary>
static class Statistic
{
    public static IReadOnlyList<string> Names { get; } = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

    public static string Check(string name) =>
        Names.Contains(name) || ExtendedStatistic.Parse(name) is not null
            ? name
            : throw CloudWatchService.InvalidValue(
                $"The statistic '{name}' is not valid; valid are {string.Join(", ", Names)}, and statistics such as p90, tm90, "
                    + "TM(10%:90%), wm90, tc90, ts90, IQM and PR(100:200)."
            );

    public static bool IsExtended(string name) => !Names.Contains(name);

    public static int CheckPeriod(int period) =>
        period is 1 or 5 or 10 or 20 or 30 || (period > 0 && period % 60 == 0)
            ? period
            : throw CloudWatchService.InvalidValue(
                $"The parameter Period must be a value in the set [ 1, 5, 10, 20, 30 ] or a multiple of 60, not {period}."
            );

    /// <summary>Null if the statistic needs the values, and only a statistic set is known.</summary>
    public static double? Of(MetricPoint point, string name) =>
        name switch
        {
            "SampleCount" => point.Count,
            "Sum" => point.Sum,
            "Minimum" => point.Min,
            "Maximum" => point.Max,
            "Average" => point.Count == 0 ? 0 : point.Sum / point.Count,
            _ => point.Values is { } values ? ExtendedStatistic.Parse(name)!.Of(values) : null,
        };

    /// <summary>The start of the period that contains a time.</summary>
    public static DateTimeOffset Align(DateTimeOffset time, int period)
    {
        var seconds = Math.Max(60, period);
        return DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds() / seconds * seconds);
    }

    /// <summary>
    /// Groups the points of a metric into periods, counted from the given start. The keys are the starts of the periods in seconds. The
    /// smallest period is a minute.
    /// </summary>
    public static SortedDictionary<long, MetricPoint> Periods(
        MetricStore store,
        MetricKey key,
        int period,
        DateTimeOffset from,
        DateTimeOffset to,
        string? unit = null
    )
    {
        var seconds = Math.Max(60, period);
        var periods = new SortedDictionary<long, MetricPoint>();
        var start = from.ToUnixTimeSeconds();
        foreach (var point in store.Read(key, from, to))
        {
            if (unit is not null && unit != (point.Unit ?? "None"))
                continue;
            var begin = start + (((point.Minute * 60) - start) / seconds * seconds);
            periods[begin] = periods.TryGetValue(begin, out var known) ? known.Add(point) : point;
        }
        return periods;
    }
}
