using System.Collections.Immutable;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cloud.Metrics.Alarms;

/// <summary>The settings of a metric alarm: its metric, periods and threshold.</summary>
sealed record Watch(string ComparisonOperator, int EvaluationPeriods)
{
    public double? Threshold { get; init; }

    public string? Namespace { get; init; }

    public string? MetricName { get; init; }

    public string? Statistic { get; init; }

    public string? ExtendedStatistic { get; init; }

    public IReadOnlyList<Dimension>? Dimensions { get; init; }

    public int? Period { get; init; }

    public string? Unit { get; init; }

    public int? DatapointsToAlarm { get; init; }

    public string? TreatMissingData { get; init; }

    public IReadOnlyList<MetricDataQuery>? Metrics { get; init; }

    public int PeriodSeconds => Period ?? Metrics?.Select(query => query.MetricStat?.Period ?? query.Period).Max() ?? 60;
}

/// <summary>An alarm: a metric alarm or a composite alarm.</summary>
sealed record Alarm(string Name, DateTimeOffset Updated)
{
    public const string Ok = "OK";
    public const string InAlarm = "ALARM";
    public const string Insufficient = "INSUFFICIENT_DATA";

    public static IReadOnlyList<string> States { get; } = [Ok, InAlarm, Insufficient];

    public Watch? Watch { get; init; }

    /// <summary>The rule of a composite alarm.</summary>
    public string? Rule { get; init; }

    public string? Description { get; init; }

    public bool ActionsEnabled { get; init; } = true;

    public ImmutableArray<string> OkActions { get; init; } = [];

    public ImmutableArray<string> AlarmActions { get; init; } = [];

    public ImmutableArray<string> InsufficientDataActions { get; init; } = [];

    public string State { get; init; } = Insufficient;

    public string StateReason { get; init; } = "Unchecked: Initial alarm creation";

    public string? StateReasonData { get; init; }

    public DateTimeOffset StateUpdated { get; init; } = Updated;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Api.Tags.None;

    public ImmutableArray<string> ActionsOf(string state) =>
        state switch
        {
            Ok => OkActions,
            InAlarm => AlarmActions,
            _ => InsufficientDataActions,
        };
}

sealed record AlarmEvent(DateTimeOffset Time, string Type, string Summary, string Data);
