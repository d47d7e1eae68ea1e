using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;

namespace Classroom.Cloud.Metrics;

sealed class DescribeAlarmsForMetric(AlarmStore alarms) : IOperation<DescribeAlarmsForMetric.Input, DescribeAlarmsForMetric.Output>
{
    public sealed record Input(
        string MetricName,
        string Namespace,
        string? Statistic = null,
        IReadOnlyList<Dimension>? Dimensions = null,
        int? Period = null,
        string? Unit = null
    );

    public sealed record Output(IReadOnlyList<MetricAlarmView> MetricAlarms);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var key = new MetricKey(input.Namespace, input.MetricName, [.. input.Dimensions ?? []]).Text;
        var found = alarms.Alarms.All.Where(alarm =>
            alarm.Watch is { MetricName: { } name, Namespace: { } space } watch
            && new MetricKey(space, name, [.. watch.Dimensions ?? []]).Text == key
            && (input.Statistic is null || watch.Statistic == input.Statistic)
            && (input.Period is null || watch.Period == input.Period)
        );
        return new([.. found.Select(alarm => MetricAlarmView.Of(alarm, alarms))]);
    }
}
