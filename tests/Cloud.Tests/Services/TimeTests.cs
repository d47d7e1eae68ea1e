using System.Text.Json.Nodes;
using Classroom.Cloud.Hosting;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.Tests.Clients;
using Classroom.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Cloud.Tests.Services;

/// <summary>What happens by itself as days go by: a cloud in this process, with a clock that can be put forward.</summary>
sealed class TimeTests
{
    readonly ForwardClock clock = new();
    CloudServer cloud = null!;
    string folder = "";
    WireClient root = null!;

    [OneTimeSetUp]
    public async Task StartCloud()
    {
        folder = Folders.New();
        cloud = await CloudServer.StartAsync(
            new()
            {
                DataFolder = folder,
                Port = 0,
                LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning,
            },
            clock
        );
        root = new(cloud.Settings.Endpoint, "test", "test") { Clock = clock };
    }

    [OneTimeTearDown]
    public async Task EndCloud()
    {
        await cloud.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Log_events_go_when_the_groups_days_are_over()
    {
        foreach (var group in (string[])["short", "long"])
        {
            await root.CallAsync("logs", "CreateLogGroup", new { logGroupName = group });
            await root.CallAsync("logs", "CreateLogStream", new { logGroupName = group, logStreamName = "s" });
            await root.CallAsync(
                "logs",
                "PutLogEvents",
                new
                {
                    logGroupName = group,
                    logStreamName = "s",
                    logEvents = new[] { new { timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds(), message = "old" } },
                }
            );
        }
        await root.CallAsync("logs", "PutRetentionPolicy", new { logGroupName = "short", retentionInDays = 3 });
        clock.Forward(TimeSpan.FromDays(4));
        await root.CallAsync(
            "logs",
            "PutLogEvents",
            new
            {
                logGroupName = "short",
                logStreamName = "s",
                logEvents = new[] { new { timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds(), message = "new" } },
            }
        );
        cloud.Services.GetRequiredService<LogStore>().Forget(clock.GetUtcNow());
        Assert.That(await MessagesAsync("short"), Is.EqualTo(new[] { "new" }));
        Assert.That(await MessagesAsync("long"), Is.EqualTo(new[] { "old" }));
    }

    [TestCase(89, true, false, false)]
    [TestCase(29, true, true, false)]
    [TestCase(14, true, true, true)]
    [TestCase(91, false, false, false)]
    public async Task What_aws_forgets_after_a_time_is_forgotten(int days, bool hasExecution, bool hasTrace, bool hasMetric)
    {
        var (name, now) = ($"kept{days}", clock.GetUtcNow());
        await root.FormAsync(
            "iam",
            "CreateRole",
            ("RoleName", name),
            (
                "AssumeRolePolicyDocument",
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""
            )
        );
        var machine = (string)
            (
                await root.CallAsync(
                    "states",
                    "CreateStateMachine",
                    new
                    {
                        name,
                        definition = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""",
                        roleArn = $"arn:aws:iam::{CloudSettings.DefaultAccount}:role/{name}",
                    }
                )
            )["stateMachineArn"]!;
        var execution = (string)(await root.CallAsync("states", "StartExecution", new { stateMachineArn = machine }))["executionArn"]!;
        while ((string?)(await root.CallAsync("states", "DescribeExecution", new { executionArn = execution }))["status"] == "RUNNING")
            await Task.Delay(20);
        var trace = $"1-{now.ToUnixTimeSeconds():x8}-{days:d24}";
        await root.RestAsync(
            "xray",
            HttpMethod.Post,
            "/TraceSegments",
            new
            {
                TraceSegmentDocuments = new[]
                {
                    $$"""{"trace_id":"{{trace}}","id":"53995c3f42cd8ad8","name":"class","start_time":{{now.ToUnixTimeSeconds()}}}""",
                },
            }
        );
        await root.CallAsync(
            "monitoring",
            "PutMetricData",
            new { Namespace = name, MetricData = new[] { new { MetricName = "m", Value = 1.0 } } }
        );

        clock.Forward(TimeSpan.FromDays(days));
        foreach (var part in cloud.Services.GetServices<IForgetting>())
            part.Forget(clock.GetUtcNow());

        Assert.That(
            (await root.JsonAsync("states", "DescribeExecution", new { executionArn = execution })).Status,
            Is.EqualTo(hasExecution ? 200 : 400)
        );
        var events = await root.JsonAsync("states", "GetExecutionHistory", new { executionArn = execution });
        Assert.That(events.Body.Contains("ExecutionSucceeded", StringComparison.Ordinal), Is.EqualTo(hasExecution));
        Assert.That(
            (
                (JsonArray)(await root.RestAsync("xray", HttpMethod.Post, "/Traces", new { TraceIds = new[] { trace } })).Json["Traces"]!
            ).Count,
            Is.EqualTo(hasTrace ? 1 : 0)
        );
        Assert.That(
            ((JsonArray)(await root.CallAsync("monitoring", "ListMetrics", new { Namespace = name }))["Metrics"]!).Count,
            Is.EqualTo(hasMetric ? 1 : 0)
        );
    }

    [Test]
    public async Task An_execution_that_has_succeeded_leaves_nothing_to_go_on_from()
    {
        await root.FormAsync(
            "iam",
            "CreateRole",
            ("RoleName", "nested"),
            (
                "AssumeRolePolicyDocument",
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""
            )
        );
        // The innermost children fail, which everybody above tolerates.
        const string inner =
            """{"Type":"Map","Label":"Inner","ToleratedFailurePercentage":100,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":1,"Next":"F"},"F":{"Type":"Fail","Error":"E"}}},"End":true}""";
        const string outer =
            $$$"""{"Type":"Map","Label":"Outer","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"I","States":{"I":{{{inner}}}}},"End":true}""";
        var machine = (string)
            (
                await root.CallAsync(
                    "states",
                    "CreateStateMachine",
                    new
                    {
                        name = "nested",
                        definition = $$$"""{"StartAt":"O","States":{"O":{{{outer}}}}}""",
                        roleArn = $"arn:aws:iam::{CloudSettings.DefaultAccount}:role/nested",
                    }
                )
            )["stateMachineArn"]!;
        var execution = (string)
            (await root.CallAsync("states", "StartExecution", new { stateMachineArn = machine, input = "[[1,2],[3]]" }))["executionArn"]!;
        while (Rows("saved_parts") == 0)
            await Task.Delay(20);
        string? status;
        while (
            (status = (string?)(await root.CallAsync("states", "DescribeExecution", new { executionArn = execution }))["status"])
            == "RUNNING"
        )
            await Task.Delay(20);
        Assert.That((status, Rows("saved_parts"), Rows("map_runs")), Is.EqualTo(("SUCCEEDED", 0, 3)));
        Assert.That(Rows("execution_records WHERE state = 'FAILED'"), Is.EqualTo(3));

        clock.Forward(TimeSpan.FromDays(91));
        foreach (var part in cloud.Services.GetServices<IForgetting>())
            part.Forget(clock.GetUtcNow());
        await cloud.Services.GetRequiredService<Database>().SettledAsync();
        Assert.That((Rows("execution_records"), Rows("history_chunks"), Rows("map_runs")), Is.EqualTo((0, 0, 0)));
    }

    int Rows(string table)
    {
        using var query = new Query(folder, CloudServer.DatabaseName);
        return int.Parse(query.Ask($"SELECT count(*) FROM {table}").Last()[0]!, System.Globalization.CultureInfo.InvariantCulture);
    }

    async Task<List<string>> MessagesAsync(string group) =>
        [
            .. ((JsonArray)(await root.CallAsync("logs", "FilterLogEvents", new { logGroupName = group }))["events"]!).Select(entry =>
                (string)entry!["message"]!
            ),
        ];

    /// <summary>The time of day, and what has been added to it; its timers go as ever.</summary>
    sealed class ForwardClock : TimeProvider
    {
        TimeSpan added;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + added;

        public void Forward(TimeSpan by) => added += by;
    }
}
