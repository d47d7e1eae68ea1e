using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;

namespace Classroom.Cloud.Metrics;

[ReadsArchives]
sealed class GetMetricStatistics(MetricStore store) : IOperation<GetMetricStatistics.Input, GetMetricStatistics.Output>
{
    public sealed record Input(
        string Namespace,
        string MetricName,
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        int Period,
        IReadOnlyList<Dimension>? Dimensions = null,
        IReadOnlyList<string>? Statistics = null,
        IReadOnlyList<string>? ExtendedStatistics = null,
        string? Unit = null
    );

    public sealed record Output(string Label, IReadOnlyList<Datapoint> Datapoints);

    public sealed record Datapoint(
        DateTimeOffset Timestamp,
        [property: JsonConverter(typeof(DecimalNumber))] double? SampleCount,
        [property: JsonConverter(typeof(DecimalNumber))] double? Average,
        [property: JsonConverter(typeof(DecimalNumber))] double? Sum,
        [property: JsonConverter(typeof(DecimalNumber))] double? Minimum,
        [property: JsonConverter(typeof(DecimalNumber))] double? Maximum,
        IReadOnlyDictionary<string, double>? ExtendedStatistics,
        string Unit
    );

    static Dictionary<string, double>? ExtendedOf(MetricPoint point, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
            return null;
        return names
            .Select(name => (name, Value: Statistic.Of(point, name)))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.name, pair => pair.Value!.Value);
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var names = (input.Statistics ?? []).Concat(input.ExtendedStatistics ?? []).Select(Statistic.Check).ToHashSet();
        if (names.Count == 0)
            throw CloudWatchService.InvalidCombination("Must specify either Statistics or ExtendedStatistics");
        if (input.StartTime >= input.EndTime)
            throw CloudWatchService.InvalidValue("The parameter StartTime must be less than the parameter EndTime.");
        var period = Statistic.CheckPeriod(input.Period);
        if ((input.EndTime - input.StartTime).TotalSeconds / period > 1440)
            throw new AwsException(
                "InvalidParameterCombinationException",
                $"You have requested up to {(int)((input.EndTime - input.StartTime).TotalSeconds / period)} datapoints, which "
                    + $"exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the "
                    + $"time range."
            )
            {
                QueryCode = "InvalidParameterCombination",
            };
        var key = new MetricKey(input.Namespace, input.MetricName, [.. input.Dimensions ?? []]);
        var start = Statistic.Align(input.StartTime, period);
        // Values of different units are not mixed.
        var units = input.Unit is { } only
            ? [only]
            : store.Read(key, start, input.EndTime).Select(point => point.Unit ?? "None").Distinct().ToList();
        var periods = units.SelectMany(unit => Statistic.Periods(store, key, period, start, input.EndTime, unit));
        var extended = names.Where(Statistic.IsExtended).ToList();
        double? Chosen(MetricPoint point, string name) => names.Contains(name) ? Statistic.Of(point, name) : null;
        return new(
            input.MetricName,
            [
                .. periods.Select(entry => new Datapoint(
                    DateTimeOffset.FromUnixTimeSeconds(entry.Key),
                    Chosen(entry.Value, "SampleCount"),
                    Chosen(entry.Value, "Average"),
                    Chosen(entry.Value, "Sum"),
                    Chosen(entry.Value, "Minimum"),
                    Chosen(entry.Value, "Maximum"),
                    ExtendedOf(entry.Value, extended),
                    entry.Value.Unit ?? "None"
                )),
            ]
        );
    }
}
