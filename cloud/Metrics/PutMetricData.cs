using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.Metrics;

sealed class PutMetricData(MetricStore store) : IOperation<PutMetricData.Input, Nothing>
{
    public sealed record Input(string Namespace, IReadOnlyList<Datum>? MetricData = null);

    public sealed record Statistics(double SampleCount, double Sum, double Minimum, double Maximum);

    public sealed record Datum(
        string MetricName, IReadOnlyList<Dimension>? Dimensions = null, DateTimeOffset? Timestamp = null, double? Value = null, Statistics? StatisticValues = null, IReadOnlyList<double>? Values = null,
        IReadOnlyList<double>? Counts = null, string? Unit = null, int? StorageResolution = null)
    {
        public MetricPoint Point(DateTimeOffset now)
        {
            if (Dimensions is { Count: > 30 }) throw CloudWatchService.InvalidValue("The collection MetricData.member.Dimensions must not have a size greater than 30.");
            var time = Timestamp ?? now;
            if (time < now.AddDays(-14) || time > now.AddHours(2)) throw CloudWatchService.InvalidValue($"The value {time:O} for parameter MetricData.member.Timestamp must be within two weeks back and two hours ahead.");
            var minute = time.ToUnixTimeSeconds() / 60;
            if (StatisticValues is { } set) return new(minute, set.SampleCount, set.Sum, set.Minimum, set.Maximum, Unit);
            if (Values is { Count: > 0 } values)
            {
                var counts = Counts ?? [.. values.Select(_ => 1.0)];
                if (counts.Count != values.Count) throw CloudWatchService.InvalidValue("The parameters MetricData.member.Values and MetricData.member.Counts must be of the same size.");
                return new(minute, counts.Sum(), values.Zip(counts, (value, count) => value * count).Sum(), values.Min(), values.Max(), Unit);
            }
            var one = Value ?? throw CloudWatchService.InvalidValue("At least one of the parameters Value, Values and StatisticValues must be specified.");
            if (!double.IsFinite(one)) throw CloudWatchService.InvalidValue($"The value {one} for parameter MetricData.member.Value is invalid.");
            return new(minute, 1, one, one, one, Unit);
        }
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything.With("cloudwatch:namespace", input.Namespace)];

    public Nothing Run(Input input, Call call)
    {
        if (input.Namespace.StartsWith("AWS/", StringComparison.Ordinal)) throw CloudWatchService.InvalidValue("The value AWS/ for parameter Namespace is invalid: namespaces that begin with AWS/ are AWS's own.");
        var data = input.MetricData ?? [];
        if (data.Count > 1000) throw CloudWatchService.InvalidValue("The collection MetricData must not have a size greater than 1000.");
        foreach (var datum in data) store.Add(new(input.Namespace, datum.MetricName, [.. datum.Dimensions ?? []]), datum.Point(call.Now), isOwn: false);
        return Nothing.Value;
    }
}
