using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Guides;

/// <summary>Document 000, run as a student runs it: every command as printed. What it gets wrong goes wrong here as on AWS.</summary>
sealed class OrdersGuideTests : CloudFixture
{
    const string User = "user1";
    const string Machine = $"arn:aws:states:us-east-1:{Account}:stateMachine:{User}-order-processing-workflow";

    AwsCli cli = null!;
    Printed printed = null!;

    [OneTimeSetUp]
    public async Task RunTheGuide()
    {
        AwsCli.Require();
        AwsCli.Require("zip", "zip");
        AwsCli.Require("python3", "Python 3, in which the guide's functions are written,");
        cli = new(Cloud.Endpoint);
        await RoleAsync("LabRole", "lambda.amazonaws.com", Allow("logs:*", "*"));
        var guide = Guide.Open("000");
        var folder = Folders.New();
        var script = guide.Script(
            new Dictionary<string, string>
            {
                ["[your-username]"] = User,
                ["[ACCOUNT-ID]"] = Account,
                ["[execution-arn-from-above]"] =
                    "$(aws stepfunctions list-executions --state-machine-arn "
                    + Machine
                    + " --query 'executions[0].executionArn' --output text)",
                ["[execution-arn]"] =
                    "$(aws stepfunctions list-executions --state-machine-arn "
                    + Machine
                    + " --query 'executions[0].executionArn' --output text)",
            },
            Cloud.Endpoint,
            heading => !heading.StartsWith("Clean Up", StringComparison.Ordinal)
        );
        var file = Path.Combine(folder, "guide.sh");
        await File.WriteAllTextAsync(file, script);
        printed = await cli.ScriptAsync(folder, file);
    }

    [Test]
    public async Task Its_six_functions_are_there()
    {
        var listed = await cli.JsonAsync("lambda", "list-functions", "--query", "Functions[].FunctionName");
        Assert.That(
            ((JsonArray)listed!).Select(name => (string?)name),
            Is.EquivalentTo(
                new[]
                {
                    $"{User}-order-validator",
                    $"{User}-payment-processor",
                    $"{User}-inventory-updater",
                    $"{User}-order-fulfillment",
                    $"{User}-realtime-validator",
                    $"{User}-long-running-task",
                }
            ),
            printed.Out + printed.Err
        );
    }

    [Test]
    public async Task No_order_completes_because_the_parallel_state_hands_on_an_array()
    {
        var runs = (JsonArray)
            (
                await UntilAsync(
                    async () =>
                        await cli.JsonAsync("stepfunctions", "list-executions", "--state-machine-arn", Machine, "--query", "executions[]"),
                    list => ((JsonArray)list!).All(run => (string?)run!["status"] != "RUNNING"),
                    "The end of all executions"
                )
            )!;
        Assert.That(runs, Has.Count.EqualTo(12), "one good order, one bad, ten in bulk");
        foreach (var run in runs.Where(run => (string?)run!["status"] == "SUCCEEDED"))
        {
            var entered = await cli.JsonAsync(
                "stepfunctions",
                "get-execution-history",
                "--execution-arn",
                (string)run!["executionArn"]!,
                "--query",
                "events[].stateEnteredEventDetails.name"
            );
            Assert.That(
                ((JsonArray)entered!).Select(name => (string?)name),
                Has.None.EqualTo("OrderComplete"),
                "who succeeds was refused on the way"
            );
        }
        var good = runs.Single(run => ((string)run!["name"]!).StartsWith("test-execution-", StringComparison.Ordinal))!;
        var history = (JsonArray)
            (
                await cli.JsonAsync(
                    "stepfunctions",
                    "get-execution-history",
                    "--execution-arn",
                    (string)good["executionArn"]!,
                    "--query",
                    "events[]"
                )
            )!;
        var last = history[^1]!;
        // Payment fails by chance on the way for some; who gets through meets the mistake.
        if (history.Any(@event => (string?)@event!["type"] == "ParallelStateSucceeded"))
        {
            Assert.That((string?)last["type"], Is.EqualTo("ExecutionFailed"));
            Assert.That((string?)last["executionFailedEventDetails"]!["error"], Is.EqualTo("States.ResultPathMatchFailure"));
        }
    }

    [Test]
    public async Task Among_ten_orders_in_bulk_some_meet_the_mistake()
    {
        var failed = (JsonArray)
            (
                await UntilAsync(
                    async () =>
                        await cli.JsonAsync("stepfunctions", "list-executions", "--state-machine-arn", Machine, "--query", "executions[]"),
                    list => ((JsonArray)list!).All(run => (string?)run!["status"] != "RUNNING"),
                    "The end of all executions"
                )
            )!;
        var errors = new List<string?>();
        foreach (var run in failed.Where(run => (string?)run!["status"] == "FAILED"))
        {
            var described = await cli.JsonAsync("stepfunctions", "describe-execution", "--execution-arn", (string)run!["executionArn"]!);
            errors.Add((string?)described!["error"]);
        }
        Assert.That(errors, Does.Contain("States.ResultPathMatchFailure"));
    }

    [Test]
    public void The_express_workflow_cannot_even_be_asked_for_as_the_guide_writes_it()
    {
        Assert.That(printed.Err, Does.Contain("Error parsing parameter '--logging-configuration'"));
        // Older versions of the CLI insist on the operation's own host name, which no cloud on one port can have.
        Assert.That(
            printed.Err,
            Does.Contain("(StateMachineDoesNotExist) when calling the StartSyncExecution operation").Or.Contain("sync-127.0.0.1")
        );
    }

    [Test]
    public async Task The_express_workflow_is_refused_because_its_role_may_not_set_up_log_delivery()
    {
        var group = $"arn:aws:logs:us-east-1:{Account}:log-group:/aws/stepfunctions/{User}-express:*";
        var logging = new JsonObject
        {
            ["level"] = "ALL",
            ["includeExecutionData"] = true,
            ["destinations"] = new JsonArray(new JsonObject { ["cloudWatchLogsLogGroup"] = new JsonObject { ["logGroupArn"] = group } }),
        }.ToJsonString();
        var refused = await cli.RunAsync(
            "stepfunctions",
            "create-state-machine",
            "--name",
            $"{User}-express-workflow",
            "--definition",
            """{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}""",
            "--role-arn",
            $"arn:aws:iam::{Account}:role/{User}-stepfunctions-role",
            "--type",
            "EXPRESS",
            "--logging-configuration",
            logging
        );
        Assert.That(
            refused.Err,
            Does.Contain(
                "An error occurred (AccessDeniedException) when calling the CreateStateMachine operation: The state machine IAM Role "
                    + "is not authorized to access the Log Destination"
            )
        );
    }

    [Test]
    public async Task The_callback_never_comes()
    {
        var arn = $"arn:aws:states:us-east-1:{Account}:stateMachine:{User}-callback-workflow";
        var started = await cli.JsonAsync(
            "stepfunctions",
            "start-execution",
            "--state-machine-arn",
            arn,
            "--name",
            "waiting",
            "--input",
            """{"taskId":"t1","input":{}}"""
        );
        var history = await UntilAsync(
            async () =>
                (JsonArray)
                    (
                        await cli.JsonAsync(
                            "stepfunctions",
                            "get-execution-history",
                            "--execution-arn",
                            (string)started!["executionArn"]!,
                            "--query",
                            "events[].type"
                        )
                    )!,
            types => types.Any(type => (string?)type == "TaskSubmitted") || types.Any(type => (string?)type == "ExecutionFailed"),
            "The submitted task"
        );
        // The function keeps the token and returns: the workflow waits for its time-out.
        Assert.That(history.Select(type => (string?)type), Has.None.EqualTo("TaskSucceeded"));
    }

    [Test]
    public async Task Its_dashboard_is_there()
    {
        var dashboard = await cli.JsonAsync("cloudwatch", "get-dashboard", "--dashboard-name", $"{User}-stepfunctions-monitoring");
        Assert.That(JsonNode.Parse((string)dashboard!["DashboardBody"]!)!["widgets"], Is.Not.Null);
    }

    [Test]
    public async Task The_validator_prints_to_its_log()
    {
        var events = (JsonArray)
            (
                await UntilAsync(
                    async () =>
                        await cli.JsonAsync(
                            "logs",
                            "filter-log-events",
                            "--log-group-name",
                            $"/aws/lambda/{User}-order-validator",
                            "--query",
                            "events[].message"
                        ),
                    list => ((JsonArray)list!).Count > 3,
                    "The log of the validator"
                )
            )!;
        var text = string.Join('\n', events.Select(message => (string?)message));
        Assert.That(text, Does.Contain("START RequestId:").And.Contain("validation failed").And.Contain("REPORT RequestId:"));
    }
}
