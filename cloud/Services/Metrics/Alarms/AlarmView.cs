using System.Text.Json.Serialization;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cloud.Metrics.Alarms;

/// <summary>A metric alarm as the API describes it.</summary>
sealed record MetricAlarmView(
    string AlarmName,
    string AlarmArn,
    string? AlarmDescription,
    DateTimeOffset AlarmConfigurationUpdatedTimestamp,
    bool ActionsEnabled,
    IReadOnlyList<string> OKActions,
    IReadOnlyList<string> AlarmActions,
    IReadOnlyList<string> InsufficientDataActions,
    string StateValue,
    string StateReason,
    string? StateReasonData,
    DateTimeOffset StateUpdatedTimestamp,
    string? MetricName,
    string? Namespace,
    string? Statistic,
    string? ExtendedStatistic,
    IReadOnlyList<Dimension> Dimensions,
    int? Period,
    string? Unit,
    int EvaluationPeriods,
    int? DatapointsToAlarm,
    [property: JsonConverter(typeof(DecimalNumber))] double? Threshold,
    string ComparisonOperator,
    string? TreatMissingData,
    IReadOnlyList<MetricDataQuery>? Metrics,
    DateTimeOffset StateTransitionedTimestamp
)
{
    public static MetricAlarmView Of(Alarm alarm, AlarmStore store)
    {
        var watch = alarm.Watch!;
        return new(
            alarm.Name,
            store.ArnOf(alarm.Name),
            alarm.Description,
            alarm.Updated,
            alarm.ActionsEnabled,
            alarm.OkActions,
            alarm.AlarmActions,
            alarm.InsufficientDataActions,
            alarm.State,
            alarm.StateReason,
            alarm.StateReasonData,
            alarm.StateUpdated,
            watch.MetricName,
            watch.Namespace,
            watch.Statistic,
            watch.ExtendedStatistic,
            watch.Dimensions ?? [],
            watch.Period,
            watch.Unit,
            watch.EvaluationPeriods,
            watch.DatapointsToAlarm,
            watch.Threshold,
            watch.ComparisonOperator,
            watch.TreatMissingData,
            watch.Metrics,
            alarm.StateUpdated
        );
    }
}

sealed record CompositeAlarmView(
    bool ActionsEnabled,
    IReadOnlyList<string> AlarmActions,
    string AlarmArn,
    DateTimeOffset AlarmConfigurationUpdatedTimestamp,
    string? AlarmDescription,
    string AlarmName,
    string AlarmRule,
    IReadOnlyList<string> InsufficientDataActions,
    IReadOnlyList<string> OKActions,
    string StateReason,
    string? StateReasonData,
    DateTimeOffset StateUpdatedTimestamp,
    string StateValue,
    DateTimeOffset StateTransitionedTimestamp
)
{
    public static CompositeAlarmView Of(Alarm alarm, AlarmStore store) =>
        new(
            alarm.ActionsEnabled,
            alarm.AlarmActions,
            store.ArnOf(alarm.Name),
            alarm.Updated,
            alarm.Description,
            alarm.Name,
            alarm.Rule!,
            alarm.InsufficientDataActions,
            alarm.OkActions,
            alarm.StateReason,
            alarm.StateReasonData,
            alarm.StateUpdated,
            alarm.State,
            alarm.StateUpdated
        );
}
