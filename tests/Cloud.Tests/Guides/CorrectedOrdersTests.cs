using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Guides;

/// <summary>
/// The classroom's own version of document 000, definitions and C# handlers as the program deploys them: what goes wrong in the guide
/// works.
/// </summary>
sealed class CorrectedOrdersTests : CloudFixture
{
    const string Machine = $"arn:aws:states:us-east-1:{Account}:stateMachine:user1-";
    static readonly string Lab = Path.Combine(Folders.Repository, "infra", "Labs", "Orders");

    [OneTimeSetUp]
    public async Task Deploy()
    {
        var function = await RoleAsync("function", "lambda.amazonaws.com", Allow("logs:*", "*"), Allow("states:SendTask*", $"{Machine}*"));
        var workflow = await RoleAsync(
            "workflow",
            "states.amazonaws.com",
            Allow("lambda:InvokeFunction", $"arn:aws:lambda:us-east-1:{Account}:function:user1-*"),
            Allow("logs:*", "*")
        );
        foreach (
            var name in (string[])
                ["OrderValidator", "PaymentProcessor", "InventoryUpdater", "OrderFulfillment", "RealtimeValidator", "LongRunningTask"]
        )
            await Root.DeployHandlerAsync(
                $"user1-{name}",
                $"Orders.{name}",
                function,
                new Dictionary<string, string>
                {
                    ["DELAY_SCALE"] = "0",
                    ["PAYMENT_FAILURE_RATE"] = "0",
                    ["OUT_OF_STOCK_RATE"] = "0",
                    ["TRANSIENT_ERROR_RATE"] = "0",
                }
            );
        foreach (var name in (string[])["order-processing-workflow", "express-workflow", "callback-workflow"])
        {
            var group = $"/aws/vendedlogs/states/user1-{name}";
            await Root.CallAsync("logs", "CreateLogGroup", new { logGroupName = group });
            await Root.CallAsync(
                "states",
                "CreateStateMachine",
                new
                {
                    name = $"user1-{name}",
                    roleArn = workflow,
                    type = name == "express-workflow" ? "EXPRESS" : "STANDARD",
                    definition = Definition(name),
                    tracingConfiguration = new { enabled = true },
                    loggingConfiguration = new
                    {
                        level = "ALL",
                        includeExecutionData = true,
                        destinations = new[]
                        {
                            new { cloudWatchLogsLogGroup = new { logGroupArn = $"arn:aws:logs:us-east-1:{Account}:log-group:{group}:*" } },
                        },
                    },
                }
            );
        }
    }

    [Test]
    public async Task A_good_order_completes()
    {
        var ended = await EndAsync(await StartAsync("order-processing-workflow", Sample("order-processing-workflow.good")));
        Assert.That((string?)ended["status"], Is.EqualTo("SUCCEEDED"), ended.ToJsonString());
    }

    [Test]
    public async Task A_bad_order_ends_in_a_state_that_says_so()
    {
        var execution = await StartAsync("order-processing-workflow", Sample("order-processing-workflow.bad"));
        await EndAsync(execution);
        var history = await Root.CallAsync("states", "GetExecutionHistory", new { executionArn = execution });
        var entered = ((JsonArray)history["events"]!)
            .Select(@event => (string?)@event!["stateEnteredEventDetails"]?["name"])
            .OfType<string>();
        Assert.That(entered, Is.EqualTo(new[] { "ValidateOrder", "CheckValidation", "ValidationFailed" }));
    }

    [Test]
    public async Task The_express_workflow_answers_at_once_and_logs()
    {
        var answer = await Root.CallAsync(
            "states",
            "StartSyncExecution",
            new { stateMachineArn = $"{Machine}express-workflow", input = Sample("express-workflow.good") }
        );
        Assert.That((string?)answer["status"], Is.EqualTo("SUCCEEDED"), answer.ToJsonString());
        var log = await UntilAsync(
            async () =>
                await Root.JsonAsync("logs", "FilterLogEvents", new { logGroupName = "/aws/vendedlogs/states/user1-express-workflow" }),
            events => events.Body.Contains("ExecutionSucceeded", StringComparison.Ordinal),
            "The log of the execution"
        );
        Assert.That(log.Body, Does.Contain("ExecutionStarted").And.Contain("user-123"));
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var traces = await Root.RestAsync("xray", HttpMethod.Post, "/TraceSummaries", new { StartTime = now - 600, EndTime = now + 60 });
        Assert.That(traces.Body, Does.Contain("user1-express-workflow"));
    }

    [Test]
    public async Task The_callback_comes_from_the_student()
    {
        var execution = await StartAsync("callback-workflow", """{"jobId":"job-1"}""");
        var history = await UntilAsync(
            async () => await Root.CallAsync("states", "GetExecutionHistory", new { executionArn = execution }),
            events => events.ToJsonString().Contains("TaskSubmitted", StringComparison.Ordinal),
            "The submitted task"
        );
        var parameters = ((JsonArray)history["events"]!).Single(@event => (string?)@event!["type"] == "TaskScheduled")![
            "taskScheduledEventDetails"
        ]!["parameters"]!;
        await Root.CallAsync(
            "states",
            "SendTaskSuccess",
            new { taskToken = (string)JsonNode.Parse((string)parameters!)!["Payload"]!["taskToken"]!, output = """{"answered":true}""" }
        );
        var ended = await EndAsync(execution);
        Assert.That((string?)ended["status"], Is.EqualTo("SUCCEEDED"), ended.ToJsonString());
    }

    [Test]
    public async Task The_callback_comes_from_the_function_when_the_input_asks_for_it()
    {
        var ended = await EndAsync(await StartAsync("callback-workflow", Sample("callback-workflow.good")));
        Assert.That((string?)ended["status"], Is.EqualTo("SUCCEEDED"), ended.ToJsonString());
    }

    async Task<string> StartAsync(string name, string input) =>
        (string)(await Root.CallAsync("states", "StartExecution", new { stateMachineArn = $"{Machine}{name}", input }))["executionArn"]!;

    Task<JsonObject> EndAsync(string execution) =>
        UntilAsync(
            async () => await Root.CallAsync("states", "DescribeExecution", new { executionArn = execution }),
            run => (string?)run["status"] != "RUNNING",
            "The end of the execution"
        );

    static string Sample(string name) => File.ReadAllText(Path.Combine(Lab, "samples", $"{name}.json"));

    static string Definition(string name)
    {
        var text = File.ReadAllText(Path.Combine(Lab, $"{name}.asl.json")).Replace("${Partition}", "aws", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(
            text,
            @"\$\{(\w+)\}",
            match => $"arn:aws:lambda:us-east-1:{Account}:function:user1-{match.Groups[1].Value}"
        );
    }
}
