using Classroom.Accounts;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Classroom.Monitoring;

/// <summary>A CloudWatch alarm for failed and timed-out executions of a workflow.</summary>
static class WorkflowAlarm
{
    const int PeriodSeconds = 300;

    public static MetricAlarm Watch(Resource parent, string workflow, Output<string> arn, string? topicArn, Tagging tags) =>
        new(
            $"{workflow}-alarm",
            new()
            {
                Name = $"{workflow}-failures",
                AlarmDescription = $"Executions of {workflow} failed or timed out",
                ComparisonOperator = "GreaterThanThreshold",
                Threshold = 0,
                EvaluationPeriods = 1,
                // A workflow without executions publishes no data, which is not a failure.
                TreatMissingData = "notBreaching",
                MetricQueries =
                {
                    new MetricAlarmMetricQueryArgs
                    {
                        Id = "failures",
                        Expression = "FILL(failed, 0) + FILL(timedout, 0)",
                        Label = "Failed or timed out",
                        ReturnData = true,
                    },
                    Query("failed", "ExecutionsFailed", arn),
                    Query("timedout", "ExecutionsTimedOut", arn),
                },
                AlarmActions = topicArn is null ? new() : new InputList<string> { topicArn },
                Tags = tags.Map,
            },
            new() { Parent = parent }
        );

    static MetricAlarmMetricQueryArgs Query(string id, string metric, Output<string> arn) =>
        new()
        {
            Id = id,
            Metric = new MetricAlarmMetricQueryMetricArgs
            {
                Namespace = "AWS/States",
                MetricName = metric,
                Dimensions = { { "StateMachineArn", arn } },
                Period = PeriodSeconds,
                Stat = "Sum",
            },
        };
}
