using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>
/// The configuration of CloudWatch and Logs: alarms, dashboards, log groups with their retention, tags, filters and queries.
/// </summary>
sealed class MonitoringRegisters(Scene scene) : Registers(scene, "CloudWatch, Logs")
{
    const string Subject = "/crash/subject";

    static readonly int[] Retentions = [1, 3, 5, 7, 14, 30, 60, 90, 365, 3653];

    protected override async Task SetUpAsync() => await MadeAsync(Logs("CreateLogGroup", new { logGroupName = Subject }));

    protected override IEnumerable<Register> Make() =>
        [
            .. Enumerable.Range(1, 3).Select(Alarm),
            CompositeAlarm(),
            .. Enumerable.Range(1, 2).Select(Dashboard),
            .. Enumerable.Range(1, 3).Select(Group),
            Retention(),
            GroupTag(1),
            GroupTag(2),
            MetricFilter(),
            ResourcePolicy(),
        ];

    Register Alarm(int number) =>
        new()
        {
            Name = $"the alarm crash-alarm-{number}",
            Next = random => $"{Number(random).ToString("R", CultureInfo.InvariantCulture)} {Awkward.Text(random, 200)}",
            Put = (value, _) =>
                CloudWatch(
                    "PutMetricAlarm",
                    new
                    {
                        AlarmName = $"crash-alarm-{number}",
                        AlarmDescription = value.Split(' ', 2)[1],
                        Namespace = "Crash/Nothing",
                        MetricName = "none",
                        Statistic = "Sum",
                        Period = 60,
                        EvaluationPeriods = 1,
                        Threshold = double.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture),
                        ComparisonOperator = "GreaterThanThreshold",
                    }
                ),
            Drop = () => CloudWatch("DeleteAlarms", new { AlarmNames = new[] { $"crash-alarm-{number}" } }),
            Read = async () =>
                (await AlarmAsync("MetricAlarms", $"crash-alarm-{number}")) is { } alarm
                    ? $"{alarm["Threshold"]!.GetValue<double>().ToString("R", CultureInfo.InvariantCulture)} {alarm["AlarmDescription"]}"
                    : null,
        };

    Register CompositeAlarm() =>
        new()
        {
            Name = "the composite alarm crash-composite",
            Next = random => Awkward.Text(random, 200),
            Put = (value, _) =>
                CloudWatch(
                    "PutCompositeAlarm",
                    new
                    {
                        AlarmName = "crash-composite",
                        AlarmRule = "FALSE",
                        AlarmDescription = value,
                    }
                ),
            Drop = () => CloudWatch("DeleteAlarms", new { AlarmNames = new[] { "crash-composite" } }),
            Read = async () => (string?)(await AlarmAsync("CompositeAlarms", "crash-composite"))?["AlarmDescription"],
        };

    Register Dashboard(int number) =>
        new()
        {
            Name = $"the dashboard crash-dashboard-{number}",
            Next = random =>
                new JsonObject
                {
                    ["widgets"] = new JsonArray(
                        new JsonObject
                        {
                            ["type"] = "text",
                            ["x"] = 0,
                            ["y"] = 0,
                            ["width"] = 6,
                            ["height"] = 6,
                            ["properties"] = new JsonObject { ["markdown"] = Awkward.Payload(random, 100_000) },
                        }
                    ),
                }.ToJsonString(random.Next(2) == 0 ? Formats.Pretty : Formats.Plain),
            Put = (value, _) => CloudWatch("PutDashboard", new { DashboardName = $"crash-dashboard-{number}", DashboardBody = value }),
            Drop = () => CloudWatch("DeleteDashboards", new { DashboardNames = new[] { $"crash-dashboard-{number}" } }),
            Read = async () =>
                (string?)
                    (
                        await FindAsync(
                            CloudWatch("GetDashboard", new { DashboardName = $"crash-dashboard-{number}" }),
                            "ResourceNotFound",
                            "DashboardNotFoundError"
                        )
                    )?.Json["DashboardBody"],
        };

    Register Group(int number)
    {
        var name = $"/crash/group-{number}";
        return new()
        {
            Name = $"the log group {name}",
            CanChange = false,
            Next = Awkward.Tag,
            Put = (value, _) => Logs("CreateLogGroup", new { logGroupName = name, tags = new { own = value } }),
            Drop = () => Logs("DeleteLogGroup", new { logGroupName = name }),
            Read = async () =>
                (string?)
                    (
                        await FindAsync(
                            Logs("ListTagsForResource", new { resourceArn = Scene.Arn("logs", $"log-group:{name}") }),
                            "ResourceNotFoundException"
                        )
                    )?.Json["tags"]!["own"],
        };
    }

    Register Retention() =>
        new()
        {
            Name = $"the retention of log group {Subject}",
            Next = random => $"{Retentions[random.Next(Retentions.Length)]}",
            Put = (value, _) => Logs("PutRetentionPolicy", new { logGroupName = Subject, retentionInDays = int.Parse(value) }),
            Drop = () => Logs("DeleteRetentionPolicy", new { logGroupName = Subject }),
            Read = async () =>
                (await ReadAsync(Logs("DescribeLogGroups", new { logGroupNamePrefix = Subject }))).Json["logGroups"]![0]!
                    ["retentionInDays"]
                    ?.ToString(),
        };

    Register GroupTag(int number) =>
        new()
        {
            Name = $"the tag key-{number} of log group {Subject}",
            Next = Awkward.Tag,
            Put = (value, _) =>
                Logs(
                    "TagResource",
                    new
                    {
                        resourceArn = Scene.Arn("logs", $"log-group:{Subject}"),
                        tags = new Dictionary<string, string> { [$"key-{number}"] = value },
                    }
                ),
            Drop = () =>
                Logs("UntagResource", new { resourceArn = Scene.Arn("logs", $"log-group:{Subject}"), tagKeys = new[] { $"key-{number}" } }),
            Read = async () =>
                (string?)
                    (await ReadAsync(Logs("ListTagsForResource", new { resourceArn = Scene.Arn("logs", $"log-group:{Subject}") })))
                        .Json["tags"]
                        ?[$"key-{number}"],
        };

    Register MetricFilter() =>
        new()
        {
            Name = $"the metric filter of log group {Subject}",
            Next = random => $"\"{Awkward.Tag(random).Trim()}x\"",
            Put = (value, _) =>
                Logs(
                    "PutMetricFilter",
                    new
                    {
                        logGroupName = Subject,
                        filterName = "own",
                        filterPattern = value,
                        metricTransformations = new[]
                        {
                            new
                            {
                                metricName = "found",
                                metricNamespace = "Crash/Found",
                                metricValue = "1",
                            },
                        },
                    }
                ),
            Drop = () => Logs("DeleteMetricFilter", new { logGroupName = Subject, filterName = "own" }),
            Read = async () =>
                (string?)
                    (await ReadAsync(Logs("DescribeMetricFilters", new { logGroupName = Subject }))).Json["metricFilters"]!
                        .AsArray()
                        .SingleOrDefault()
                        ?["filterPattern"],
        };

    Register ResourcePolicy() =>
        new()
        {
            Name = "the resource policy crash-logs",
            Next = random => PolicyText.AllowService("events.amazonaws.com", "logs:PutLogEvents", "*", $"S{random.Next(1_000_000)}"),
            Put = (value, _) => Logs("PutResourcePolicy", new { policyName = "crash-logs", policyDocument = value }),
            Drop = () => Logs("DeleteResourcePolicy", new { policyName = "crash-logs" }),
            Read = async () =>
                (string?)
                    (await ReadAsync(Logs("DescribeResourcePolicies", new { }))).Json["resourcePolicies"]!
                        .AsArray()
                        .SingleOrDefault(policy => (string)policy!["policyName"]! == "crash-logs")
                        ?["policyDocument"],
        };

    static double Number(Random random) => random.Next(2) == 0 ? random.NextDouble() * 1e-9 : random.Next(-1000, 1000);

    async Task<JsonNode?> AlarmAsync(string list, string name) =>
        (
            await ReadAsync(
                CloudWatch("DescribeAlarms", new { AlarmNames = new[] { name }, AlarmTypes = new[] { "MetricAlarm", "CompositeAlarm" } })
            )
        )
            .Json[list]
            ?.AsArray()
            .SingleOrDefault();

    Task<Reply> CloudWatch(string operation, object input) => Client.JsonAsync("monitoring", operation, input);

    Task<Reply> Logs(string operation, object input) => Client.JsonAsync("logs", operation, input);
}
