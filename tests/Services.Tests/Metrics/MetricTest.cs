using Classroom.Cloud.Metrics;

namespace Classroom.Services.Tests.Metrics;

abstract class MetricTest : ServiceTest
{
    protected const string WrongValue = "InvalidParameterValueException";
    protected const string Wrong = "ValidationError";
    protected const string NotThere = "ResourceNotFoundException";

    protected static string AlarmArn(string name) => $"arn:aws:cloudwatch:{Region}:{Account}:alarm:{name}";

    protected Task PutAsync(string name, params double[] values) =>
        CallAsync<PutMetricData>(
            new { Namespace = "Class", MetricData = values.Select(value => new { MetricName = name, Value = value }).ToArray() }
        );

    protected Task AlarmAsync(string name, object? more = null) => CallAsync<PutMetricAlarm>(Alarm(name, more));

    /// <summary>An alarm that looks at Class/Errors, with other values for some of its members.</summary>
    protected static Dictionary<string, object?> Alarm(string name, object? more = null)
    {
        var alarm = new Dictionary<string, object?>
        {
            ["AlarmName"] = name,
            ["Namespace"] = "Class",
            ["MetricName"] = "Errors",
            ["Statistic"] = "Sum",
            ["Period"] = 60,
            ["EvaluationPeriods"] = 1,
            ["Threshold"] = 0,
            ["ComparisonOperator"] = "GreaterThanThreshold",
        };
        foreach (var member in more?.GetType().GetProperties() ?? [])
            alarm[member.Name] = member.GetValue(more);
        return alarm;
    }
}
