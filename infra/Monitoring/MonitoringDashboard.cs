using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Accounts;
using Classroom.Settings;
using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Classroom.Monitoring;

/// <summary>A CloudWatch dashboard with the metrics of the workflows and functions of a student, or of the whole class.</summary>
static class MonitoringDashboard
{
    const string DashboardName = "stepfunctions-monitoring";

    static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the dashboard of one student; returns its address in the console.</summary>
    public static Output<string> ForStudent(
        Resource workspace,
        Username student,
        IEnumerable<MonitoredWorkflow> workflows,
        IReadOnlyList<string> functions,
        AwsAccount account
    )
    {
        var arns = Output.All(workflows.Select(workflow => workflow.Arn.Apply(arn => (workflow.Name, Arn: arn))));
        var body = Output.Tuple(arns, account.Region).Apply(known => Body(StudentWidgets(known.Item1, functions, known.Item2)));
        return Make(student.Name(DashboardName), body, workspace, account);
    }

    /// <summary>
    /// Makes the dashboard of the class; returns its address in the console. Its widgets search for metrics instead of naming resources,
    /// so that the dashboard does not change with the roster.
    /// </summary>
    public static Output<string> ForClass(Resource parent, string className, AwsAccount account) =>
        Make($"{className}-{DashboardName}", account.Region.Apply(region => Body(ClassWidgets(region))), parent, account);

    static Output<string> Make(string name, Output<string> body, Resource parent, AwsAccount account)
    {
        _ = new Dashboard(name, new() { DashboardName = name, DashboardBody = body }, new() { Parent = parent });
        return account.Console(Output.Format($"cloudwatch/home?region={account.Region}#dashboards:name={name}"));
    }

    static IEnumerable<JsonObject> StudentWidgets(
        ImmutableArray<(string Name, string Arn)> workflows,
        IReadOnlyList<string> functions,
        string region
    )
    {
        var row = 0;
        foreach (var (name, arn) in workflows)
        {
            yield return Widget(
                0,
                row,
                region,
                $"{name}: executions",
                "Sum",
                Metric("AWS/States", "ExecutionsSucceeded", "StateMachineArn", arn),
                Metric("AWS/States", "ExecutionsFailed", "StateMachineArn", arn),
                Metric("AWS/States", "ExecutionsTimedOut", "StateMachineArn", arn)
            );
            yield return Widget(
                12,
                row,
                region,
                $"{name}: average execution time",
                "Average",
                Metric("AWS/States", "ExecutionTime", "StateMachineArn", arn)
            );
            row += 6;
        }
        foreach (var (metric, stat, column) in new[] { ("Invocations", "Sum", 0), ("Errors", "Sum", 8), ("Duration", "Average", 16) })
        {
            var metrics = functions.Select(function => Metric("AWS/Lambda", metric, "FunctionName", function)).ToArray();
            yield return Widget(column, row, region, $"Functions: {metric.ToLowerInvariant()}", stat, metrics, width: 8);
        }
    }

    static IEnumerable<JsonObject> ClassWidgets(string region)
    {
        var row = 0;
        foreach (
            var (space, dimension, metric, stat) in new[]
            {
                ("AWS/States", "StateMachineArn", "ExecutionsSucceeded", "Sum"),
                ("AWS/States", "StateMachineArn", "ExecutionsFailed", "Sum"),
                ("AWS/States", "StateMachineArn", "ExecutionsTimedOut", "Sum"),
                ("AWS/States", "StateMachineArn", "ExecutionTime", "Average"),
                ("AWS/Lambda", "FunctionName", "Invocations", "Sum"),
                ("AWS/Lambda", "FunctionName", "Errors", "Sum"),
                ("AWS/Lambda", "FunctionName", "Duration", "Average"),
            }
        )
        {
            var search = new JsonArray(
                new JsonObject { ["expression"] = $"SEARCH('{{{space},{dimension}}} MetricName=\"{metric}\"', '{stat}', 300)" }
            );
            yield return Widget(0, row, region, $"{space} {metric}", stat, [search], width: 24);
            row += 6;
        }
    }

    static JsonObject Widget(int x, int y, string region, string title, string stat, params JsonArray[] metrics) =>
        Widget(x, y, region, title, stat, metrics, width: 12);

    static JsonObject Widget(int x, int y, string region, string title, string stat, JsonArray[] metrics, int width) =>
        new()
        {
            ["type"] = "metric",
            ["x"] = x,
            ["y"] = y,
            ["width"] = width,
            ["height"] = 6,
            ["properties"] = new JsonObject
            {
                ["title"] = title,
                ["region"] = region,
                ["stat"] = stat,
                ["period"] = 300,
                ["metrics"] = new JsonArray([.. metrics]),
            },
        };

    static JsonArray Metric(string space, string metric, string dimension, string value) => [space, metric, dimension, value];

    static string Body(IEnumerable<JsonObject> widgets) =>
        JsonSerializer.Serialize(new JsonObject { ["widgets"] = new JsonArray([.. widgets]) }, Writing);
}
