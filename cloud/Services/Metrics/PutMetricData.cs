using Classroom.Cloud.Api;

namespace Classroom.Cloud.Metrics;

sealed class PutMetricData(MetricStore store) : IOperation<PutMetricData.Input, Nothing>
{
    public sealed record Input(string Namespace, IReadOnlyList<Datum>? MetricData = null);

    public sealed record Statistics(double SampleCount, double Sum, double Minimum, double Maximum);

    public sealed record Datum(
        string MetricName,
        IReadOnlyList<Dimension>? Dimensions = null,
        DateTimeOffset? Timestamp = null,
        double? Value = null,
        Statistics? StatisticValues = null,
        IReadOnlyList<double>? Values = null,
        IReadOnlyList<double>? Counts = null,
        string? Unit = null,
        int? StorageResolution = null
    )
    {
        public MetricPoint Point(DateTimeOffset now, string place)
        {
            CheckNames(place);
            CheckOneKind(place);
            var time = Timestamp ?? now;
            if (time < now.AddDays(-14) || time > now.AddHours(2))
                throw CloudWatchService.InvalidValue(
                    $"The value {time:O} for parameter {place}.Timestamp must be within the past two weeks and the next two hours."
                );
            var minute = time.ToUnixTimeSeconds() / 60;
            if (StatisticValues is { } set)
            {
                var point = new MetricPoint(
                    minute,
                    MetricText.Check(set.SampleCount, $"{place}.StatisticValues.SampleCount"),
                    MetricText.Check(set.Sum, $"{place}.StatisticValues.Sum"),
                    MetricText.Check(set.Minimum, $"{place}.StatisticValues.Minimum"),
                    MetricText.Check(set.Maximum, $"{place}.StatisticValues.Maximum"),
                    Unit
                );
                // Like AWS, a set of equal values has percentiles.
                return set.SampleCount == 1 || set.Minimum == set.Maximum
                    ? point with
                    {
                        Values = Distribution.Of([(set.Minimum, set.SampleCount)]),
                    }
                    : point;
            }
            if (Values is { Count: > 0 } values)
                return Of(values, minute, place);
            var one = MetricText.Check(
                Value
                    ?? throw CloudWatchService.InvalidValue(
                        "At least one of the parameters Value, Values and StatisticValues must be specified."
                    ),
                $"{place}.Value"
            );
            return MetricPoint.Of(minute, one, Unit);
        }

        MetricPoint Of(IReadOnlyList<double> values, long minute, string place)
        {
            var counts = Counts ?? [.. values.Select(_ => 1.0)];
            if (counts.Count != values.Count)
                throw CloudWatchService.InvalidValue($"The parameters {place}.Values and {place}.Counts must be of the same size.");
            foreach (var value in values)
                MetricText.Check(value, $"{place}.Values");
            foreach (var count in counts)
                MetricText.Check(count, $"{place}.Counts");
            return new(minute, counts.Sum(), values.Zip(counts, (value, count) => value * count).Sum(), values.Min(), values.Max(), Unit)
            {
                Values = Distribution.Of(values.Zip(counts)),
            };
        }

        void CheckOneKind(string place)
        {
            var other =
                StatisticValues is not null ? nameof(StatisticValues)
                : Values is { Count: > 0 } ? nameof(Values)
                : null;
            if (Value is not null && other is not null)
                throw CloudWatchService.InvalidCombination(
                    $"The parameters {place}.Value and {place}.{other} are mutually exclusive and you have specified both."
                );
        }

        void CheckNames(string place)
        {
            MetricText.CheckName(MetricName, $"{place}.MetricName");
            if (Dimensions is { Count: > 30 })
                throw CloudWatchService.InvalidValue("The collection MetricData.member.Dimensions must not have a size greater than 30.");
            foreach (var (index, dimension) in (Dimensions ?? []).Index())
                MetricText.Check(dimension, $"{place}.Dimensions.member.{index + 1}");
        }
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything.With("cloudwatch:namespace", input.Namespace)];

    public Nothing Run(Input input, Call call)
    {
        if (input.Namespace.StartsWith("AWS/", StringComparison.Ordinal))
            throw CloudWatchService.InvalidValue(
                "The value AWS/ for parameter Namespace is invalid: namespaces that begin with AWS/ are reserved for AWS."
            );
        MetricText.CheckName(input.Namespace, "Namespace");
        var data = input.MetricData ?? [];
        if (data.Count > 1000)
            throw CloudWatchService.InvalidValue("The collection MetricData must not have a size greater than 1000.");
        // All or nothing: if one datum is not valid, none is stored.
        var points = data.Select((datum, index) => (datum, Point: datum.Point(call.Now, $"MetricData.member.{index + 1}"))).ToList();
        foreach (var (datum, point) in points)
            store.Add(new(input.Namespace, datum.MetricName, [.. datum.Dimensions ?? []]), point, isOwn: false);
        return Nothing.Value;
    }
}
