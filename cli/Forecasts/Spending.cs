using Classroom.Cli.Calls;
using Classroom.Cli.Executions;
using Classroom.Cli.Provider;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cli.Forecasts;

/// <summary>What the work of a student has cost, or would have cost on AWS: the forecast's prices for what really ran.</summary>
/// <param name="Calls">The calls of the student's functions.</param>
/// <param name="Executions">The executions of the student's workflows that were started.</param>
/// <param name="Budget">The dollars that the settings allow; null for no limit.</param>
sealed record Spending(string Student, double Calls, double Executions, double Dollars, double? Budget)
{
    const int Day = 86_400;
    const double DaysOfMonth = 30;

    /// <summary>CloudWatch keeps metrics with a period of a day for 15 months; the embedded cloud keeps them for 15 days.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(15);

    static readonly double[] Warnings = [1, 0.8, 0.5];

    /// <summary>The part of the budget that is used; null without a budget.</summary>
    public double? Part => Budget is { } budget ? Dollars / budget : null;

    /// <summary>The greatest part among 50, 80 and 100 % that is used; null for none.</summary>
    public double? Warning => Part is { } part ? Warnings.Cast<double?>().FirstOrDefault(level => part >= level) : null;

    public static async Task<IReadOnlyList<Spending>> OfAsync(
        AwsClient aws,
        IEnumerable<ResourceState> resources,
        IReadOnlyDictionary<string, double?> budgets,
        DateTimeOffset now
    )
    {
        var all = resources.Where(resource => resource.Student is not null).ToList();
        var sums = await SumsAsync(aws, [.. all.SelectMany(MetricsOf)], now).ConfigureAwait(false);
        return
        [
            .. all.GroupBy(resource => resource.Student!)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                {
                    double Sum(string metric) => group.Sum(resource => sums.GetValueOrDefault((resource.Name, metric)));
                    return new Spending(
                        group.Key,
                        Sum("Invocations"),
                        Sum("ExecutionsStarted"),
                        group.Sum(resource => DollarsOf(resource, metric => sums.GetValueOrDefault((resource.Name, metric)), now)),
                        budgets.GetValueOrDefault(group.Key)
                    );
                }),
        ];
    }

    static double DollarsOf(ResourceState resource, Func<string, double> sum, DateTimeOffset now)
    {
        var months = (now - resource.Created).TotalDays / DaysOfMonth;
        switch (resource.Type)
        {
            case "aws:lambda/function:Function":
                var calls = sum("Invocations");
                var gigabytes = ((double?)resource.Inputs["memorySize"] ?? 128) / 1024;
                return (calls * (Prices.LambdaRequest + Prices.Trace + (Prices.LogBytesOfStep / 1e9 * Prices.LogGigabyte)))
                    + (sum("Duration") / 1000 * gigabytes * Prices.LambdaGigabyteSecond);
            case "aws:sfn/stateMachine:StateMachine":
                return sum("ExecutionsStarted")
                    * (resource.Text("type") == "EXPRESS" ? Prices.ExpressRequest : Prices.Transition * Forecast.Steps(resource.Inputs));
            case "aws:cloudwatch/metricAlarm:MetricAlarm":
                return months * Prices.AlarmMetricMonth * Forecast.MetricsOf(resource.Inputs);
            case "aws:cloudwatch/dashboard:Dashboard":
                return months * Prices.DashboardMonth;
            default:
                return 0;
        }
    }

    static IEnumerable<(string Resource, Metric Metric)> MetricsOf(ResourceState resource) =>
        resource.Type switch
        {
            "aws:lambda/function:Function" =>
            [
                (resource.Name, Of("AWS/Lambda", "Invocations", "FunctionName", resource.Id!)),
                (resource.Name, Of("AWS/Lambda", "Duration", "FunctionName", resource.Id!)),
            ],
            "aws:sfn/stateMachine:StateMachine" =>
            [
                (resource.Name, Of("AWS/States", "ExecutionsStarted", "StateMachineArn", resource.Id!)),
            ],
            _ => [],
        };

    static Metric Of(string @namespace, string name, string dimension, string value) => new(@namespace, name, [new(dimension, value)]);

    static async Task<Dictionary<(string Resource, string Metric), double>> SumsAsync(
        AwsClient aws,
        IReadOnlyList<(string Resource, Metric Metric)> metrics,
        DateTimeOffset now
    )
    {
        var points = await MetricReader
            .SumsAsync(aws, [.. metrics.Select(entry => entry.Metric)], now - Longest, now, Day)
            .ConfigureAwait(false);
        var sums = new Dictionary<(string Resource, string Metric), double>();
        foreach (var ((resource, metric), found) in metrics.Zip(points))
            sums[(resource, metric.MetricName)] = found.Sum(point => point.Sum);
        return sums;
    }
}
