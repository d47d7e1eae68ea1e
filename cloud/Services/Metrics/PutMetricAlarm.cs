using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cloud.Metrics;

sealed class PutMetricAlarm(AlarmStore alarms) : IOperation<PutMetricAlarm.Input, Nothing>
{
    public sealed record Input(
        string AlarmName,
        string? AlarmDescription = null,
        bool? ActionsEnabled = null,
        IReadOnlyList<string>? OKActions = null,
        IReadOnlyList<string>? AlarmActions = null,
        IReadOnlyList<string>? InsufficientDataActions = null,
        string? MetricName = null,
        string? Namespace = null,
        string? Statistic = null,
        string? ExtendedStatistic = null,
        IReadOnlyList<Dimension>? Dimensions = null,
        int? Period = null,
        string? Unit = null,
        int? EvaluationPeriods = null,
        int? DatapointsToAlarm = null,
        double? Threshold = null,
        string? ComparisonOperator = null,
        string? TreatMissingData = null,
        IReadOnlyList<MetricDataQuery>? Metrics = null,
        IReadOnlyList<Tag>? Tags = null,
        string? ThresholdMetricId = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        alarms.NeedsToPut(input.AlarmName, [input.OKActions, input.AlarmActions, input.InsufficientDataActions], input.Tags);

    public Nothing Run(Input input, Call call)
    {
        var watch = Check(input);
        alarms.Put(
            new(input.AlarmName, call.Now)
            {
                Watch = watch,
                Description = input.AlarmDescription,
                ActionsEnabled = input.ActionsEnabled ?? true,
                OkActions = [.. input.OKActions ?? []],
                AlarmActions = [.. input.AlarmActions ?? []],
                InsufficientDataActions = [.. input.InsufficientDataActions ?? []],
            },
            input.Tags
        );
        return Nothing.Value;
    }

    /// <summary>The API's limit: an alarm may evaluate one day, or seven days if its period is an hour or more.</summary>
    static void CheckSpan(int periods, int period)
    {
        var longest = period < 3600 ? 86_400 : 604_800;
        if ((long)periods * Math.Max(period, 1) > longest)
            throw new AwsException(
                "ValidationError",
                $"Metrics cannot be checked across more than {(period < 3600 ? "a day" : "seven days")} (EvaluationPeriods * Period must "
                    + $"be <= {longest})."
            );
    }

    static Watch Check(Input input)
    {
        if (
            input.ThresholdMetricId is not null
            || input.ComparisonOperator
                is "LessThanLowerOrGreaterThanUpperThreshold"
                    or "LessThanLowerThreshold"
                    or "GreaterThanUpperThreshold"
        )
            throw CloudWatchService.InvalidValue("The embedded cloud does not support anomaly detection; specify a Threshold.");
        if (input.ComparisonOperator is null)
            throw new AwsException("ValidationError", "The parameter ComparisonOperator is required");
        if (input.EvaluationPeriods is not > 0)
            throw new AwsException("ValidationError", "The parameter EvaluationPeriods must be 1 or more");
        CheckSpan(
            input.EvaluationPeriods.Value,
            input.Metrics?.Max(query => query.MetricStat?.Period ?? query.Period) ?? input.Period ?? 60
        );
        if (input.Threshold is null)
            throw new AwsException("ValidationError", "The parameter Threshold is required");
        if (input.DatapointsToAlarm > input.EvaluationPeriods)
            throw new AwsException(
                "ValidationError",
                "The parameter DatapointsToAlarm must be less than or equal to the parameter EvaluationPeriods"
            );
        if (input.TreatMissingData is not (null or "breaching" or "notBreaching" or "ignore" or "missing"))
            throw new AwsException(
                "ValidationError",
                $"The value {input.TreatMissingData} for parameter TreatMissingData is not one of [breaching, notBreaching, ignore, "
                    + $"missing]."
            );
        if (input.Metrics is { Count: > 0 } metrics)
        {
            if (input.MetricName is not null)
                throw new AwsException("InvalidParameterCombination", "Metrics list must not be specified together with MetricName");
            Expressions.MetricMath.Check(metrics);
            if (metrics.Count(query => query.ReturnData ?? true) != 1)
                throw new AwsException("ValidationError", "Exactly one element of the metrics list should return data.");
        }
        else if (input.MetricName is null || input.Namespace is null || input.Period is null)
        {
            throw new AwsException("ValidationError", "The parameters MetricName, Namespace and Period are required, or a list of Metrics");
        }
        else if (input.Statistic is null && input.ExtendedStatistic is null)
        {
            throw new AwsException("ValidationError", "Either Statistic or ExtendedStatistic must be specified");
        }
        else
        {
            if (input is { Statistic: not null, ExtendedStatistic: not null })
                throw CloudWatchService.InvalidCombination("Statistic and ExtendedStatistic must not be specified together.");
            Cloud.Metrics.Statistic.Check(input.Statistic ?? input.ExtendedStatistic!);
            Cloud.Metrics.Statistic.CheckPeriod(input.Period.Value);
        }
        return new(input.ComparisonOperator, input.EvaluationPeriods.Value)
        {
            Threshold = input.Threshold,
            Namespace = input.Namespace,
            MetricName = input.MetricName,
            Statistic = input.Statistic,
            ExtendedStatistic = input.ExtendedStatistic,
            Dimensions = input.Dimensions,
            Period = input.Period,
            Unit = input.Unit,
            DatapointsToAlarm = input.DatapointsToAlarm,
            TreatMissingData = input.TreatMissingData,
            Metrics = input.Metrics is { Count: > 0 } ? input.Metrics : null,
        };
    }
}
