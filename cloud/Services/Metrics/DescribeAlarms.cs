using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;

namespace Classroom.Cloud.Metrics;

sealed class DescribeAlarms(AlarmStore alarms) : IOperation<DescribeAlarms.Input, DescribeAlarms.Output>
{
    public sealed record Input(
        IReadOnlyList<string>? AlarmNames = null,
        string? AlarmNamePrefix = null,
        IReadOnlyList<string>? AlarmTypes = null,
        string? StateValue = null,
        string? ActionPrefix = null,
        int? MaxRecords = null,
        string? NextToken = null
    );

    public sealed record Output(
        IReadOnlyList<CompositeAlarmView> CompositeAlarms,
        IReadOnlyList<MetricAlarmView> MetricAlarms,
        string? NextToken
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(alarms.ArnOf("*"))];

    public Output Run(Input input, Call call)
    {
        if (input is { AlarmNames: not null, AlarmNamePrefix: not null })
            throw new AwsException("ValidationError", "AlarmNamePrefix and AlarmNames may not be specified together");
        // Without alarm types, the answer contains metric alarms; if names are given, composite alarms too.
        var types = input.AlarmTypes ?? (input.AlarmNames is null ? ["MetricAlarm"] : ["MetricAlarm", "CompositeAlarm"]);
        var named = input.AlarmNames is { } names
            ? names.Distinct().Order(StringComparer.Ordinal).Select(alarms.Alarms.Find).OfType<Alarm>()
            : alarms.Alarms.Below(input.AlarmNamePrefix ?? "");
        var all = named.Where(alarm =>
            (input.StateValue is null || alarm.State == input.StateValue)
            && types.Contains(alarm.Watch is null ? "CompositeAlarm" : "MetricAlarm")
            && (
                input.ActionPrefix is null
                || alarm
                    .AlarmActions.Concat(alarm.OkActions)
                    .Concat(alarm.InsufficientDataActions)
                    .Any(action => action.StartsWith(input.ActionPrefix, StringComparison.Ordinal))
            )
        );
        var (page, next) = Paging.Cut(all, input.NextToken, Math.Min(input.MaxRecords ?? 50, 100), 50, "InvalidNextToken");
        return new(
            [.. page.Where(alarm => alarm.Watch is null).Select(alarm => CompositeAlarmView.Of(alarm, alarms))],
            [.. page.Where(alarm => alarm.Watch is not null).Select(alarm => MetricAlarmView.Of(alarm, alarms))],
            next
        );
    }
}
