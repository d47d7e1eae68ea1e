using System.Text.Json.Nodes;

namespace Classroom.Cloud.Tests.Services;

/// <summary>Executions as the API starts, lists and redrives them.</summary>
sealed class ExecutionTests : CloudFixture
{
    const string Machine = $"arn:aws:states:us-east-1:{Account}:stateMachine:";
    const string Pass = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""";

    [OneTimeSetUp]
    public async Task Deploy() => await RoleAsync("workflow", "states.amazonaws.com", Allow("*", "*"));

    [Test]
    public async Task A_name_is_given_once_whoever_comes_first()
    {
        await MachineAsync("once", """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":1,"End":true}}}""");
        for (var i = 0; i < 20; i++)
        {
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(client =>
                        Root.JsonAsync(
                            "states",
                            "StartExecution",
                            new
                            {
                                stateMachineArn = $"{Machine}once",
                                name = $"n{i}",
                                input = $$"""{"client":{{client}}}""",
                            }
                        )
                    )
            );
            Assert.That(answers.Count(answer => answer.Status == 200), Is.EqualTo(1));
            Assert.That(
                answers.Where(answer => answer.Status != 200).Select(answer => answer.Body),
                Has.All.Contain("ExecutionAlreadyExists")
            );
        }
        var same = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Root.JsonAsync(
                        "states",
                        "StartExecution",
                        new
                        {
                            stateMachineArn = $"{Machine}once",
                            name = "same",
                            input = "{}",
                        }
                    )
                )
        );
        Assert.That(
            same.Select(answer => answer.Body).Distinct().Count(),
            Is.EqualTo(1),
            "the same input under the same name is the same execution"
        );
    }

    [Test]
    public async Task Executions_are_listed_by_status_in_pages_the_latest_first()
    {
        await MachineAsync(
            "listed",
            """{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.fails","BooleanEquals":true,"Next":"F"}],"Default":"S"},"F":{"Type":"Fail","Error":"E"},"S":{"Type":"Succeed"}}}"""
        );
        for (var i = 0; i < 7; i++)
            await EndAsync(await StartAsync("listed", $$"""{"fails":{{(i % 2 == 0 ? "true" : "false")}}}""", $"e{i}"));
        async Task<List<string>> ListAsync(string? status)
        {
            var names = new List<string>();
            string? next = null;
            do
            {
                var page = await Root.CallAsync(
                    "states",
                    "ListExecutions",
                    new
                    {
                        stateMachineArn = $"{Machine}listed",
                        statusFilter = status,
                        maxResults = 3,
                        nextToken = next,
                    }
                );
                names.AddRange(((JsonArray)page["executions"]!).Select(execution => (string)execution!["name"]!));
                next = (string?)page["nextToken"];
            } while (next is not null);
            return names;
        }
        Assert.That(await ListAsync(null), Is.EqualTo(new[] { "e6", "e5", "e4", "e3", "e2", "e1", "e0" }));
        Assert.That(await ListAsync("FAILED"), Is.EqualTo(new[] { "e6", "e4", "e2", "e0" }));
        Assert.That(await ListAsync("RUNNING"), Is.Empty);
    }

    [Test]
    public async Task A_history_is_read_in_pages_forwards_and_backwards()
    {
        await MachineAsync(
            "long",
            """{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}}}"""
        );
        var execution = await StartAsync("long", $"[{string.Join(',', Enumerable.Range(0, 150))}]");
        await EndAsync(execution);
        async Task<List<int>> IdsAsync(bool reverse, int size)
        {
            var ids = new List<int>();
            string? next = null;
            do
            {
                var page = await Root.CallAsync(
                    "states",
                    "GetExecutionHistory",
                    new
                    {
                        executionArn = execution,
                        reverseOrder = reverse,
                        maxResults = size,
                        nextToken = next,
                    }
                );
                ids.AddRange(((JsonArray)page["events"]!).Select(@event => (int)@event!["id"]!));
                next = (string?)page["nextToken"];
            } while (next is not null);
            return ids;
        }
        var forwards = await IdsAsync(false, 70);
        Assert.That(forwards, Is.EqualTo(Enumerable.Range(1, forwards.Count)).And.Count.GreaterThan(600));
        Assert.That(await IdsAsync(true, 1000), Is.EqualTo(Enumerable.Range(1, forwards.Count).Reverse()));
    }

    [Test]
    public async Task A_redrive_goes_on_from_the_failed_state_and_keeps_the_history()
    {
        await Root.CallAsync("sqs", "CreateQueue", new { QueueName = "done" });
        await MachineAsync(
            "redriven",
            $$$$"""
            {"StartAt":"First","States":{
              "First":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"QueueUrl":"http://x/{{{{Account}}}}/done","MessageBody":"first"},"ResultPath":null,"Next":"Second"},
              "Second":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"QueueUrl":"http://x/{{{{Account}}}}/later","MessageBody":"second"},"ResultPath":null,"End":true}}}
            """
        );
        var execution = await StartAsync("redriven", """{"kept":true}""");
        var failed = await EndAsync(execution);
        Assert.That(
            ((string?)failed["status"], (string?)failed["redriveStatus"], (int)failed["redriveCount"]!),
            Is.EqualTo(("FAILED", "REDRIVABLE", 0))
        );
        await Root.CallAsync("sqs", "CreateQueue", new { QueueName = "later" });
        await Root.CallAsync("states", "RedriveExecution", new { executionArn = execution });
        var run = await EndAsync(execution);
        Assert.That(
            ((string?)run["status"], (string?)run["output"], (int)run["redriveCount"]!),
            Is.EqualTo(("SUCCEEDED", """{"kept":true}""", 1))
        );
        var events = (JsonArray)(await Root.CallAsync("states", "GetExecutionHistory", new { executionArn = execution }))["events"]!;
        Assert.That(events.Select(@event => (int)@event!["id"]!), Is.EqualTo(Enumerable.Range(1, events.Count)));
        Assert.That(
            events.Select(@event => (string?)@event!["type"]),
            Is.EqualTo(
                new[]
                {
                    "ExecutionStarted",
                    "TaskStateEntered",
                    "TaskScheduled",
                    "TaskStarted",
                    "TaskSucceeded",
                    "TaskStateExited",
                    "TaskStateEntered",
                    "TaskScheduled",
                    "TaskStarted",
                    "TaskFailed",
                    "ExecutionFailed",
                    "ExecutionRedriven",
                    "TaskScheduled",
                    "TaskStarted",
                    "TaskSucceeded",
                    "TaskStateExited",
                    "ExecutionSucceeded",
                }
            )
        );
        Assert.That((int)events[11]!["executionRedrivenEventDetails"]!["redriveCount"]!, Is.EqualTo(1));
        var sent = await Root.CallAsync(
            "sqs",
            "GetQueueAttributes",
            new { QueueUrl = $"http://x/{Account}/done", AttributeNames = new[] { "ApproximateNumberOfMessages" } }
        );
        Assert.That((string?)sent["Attributes"]!["ApproximateNumberOfMessages"], Is.EqualTo("1"), "what had succeeded is not done again");
        var again = await Root.JsonAsync("states", "RedriveExecution", new { executionArn = execution });
        Assert.That(again.Body, Does.Contain("ExecutionNotRedrivable").And.Contain("Execution is SUCCEEDED and cannot be redriven"));
    }

    [Test]
    public async Task An_express_workflow_without_end_is_answered_at_once_and_disturbs_nobody()
    {
        await MachineAsync(
            "endless",
            """{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"C"},"C":{"Type":"Choice","Choices":[{"Variable":"$.x","IsPresent":true,"Next":"S"}],"Default":"A"},"S":{"Type":"Succeed"}}}""",
            "EXPRESS"
        );
        await Root.CallAsync("states", "StartExecution", new { stateMachineArn = $"{Machine}endless", input = "{}" });
        await MachineAsync("beside", Pass);
        Assert.That((string?)(await EndAsync(await StartAsync("beside", "{}")))["status"], Is.EqualTo("SUCCEEDED"));
        await Root.CallAsync("states", "DeleteStateMachine", new { stateMachineArn = $"{Machine}endless" });
    }

    [Test]
    public async Task What_a_deleted_machine_did_is_gone()
    {
        await MachineAsync("gone", Pass);
        var execution = await StartAsync("gone", "{}");
        await EndAsync(execution);
        await Root.CallAsync("states", "DeleteStateMachine", new { stateMachineArn = $"{Machine}gone" });
        var described = await Root.JsonAsync("states", "DescribeExecution", new { executionArn = execution });
        Assert.That(described.Body, Does.Contain("ExecutionDoesNotExist"));
        Assert.That(
            (await Root.JsonAsync("states", "GetExecutionHistory", new { executionArn = execution })).Body,
            Does.Contain("ExecutionDoesNotExist")
        );
    }

    Task<JsonObject> MachineAsync(string name, string definition, string type = "STANDARD") =>
        Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name,
                definition,
                type,
                roleArn = $"arn:aws:iam::{Account}:role/workflow",
            }
        );

    async Task<string> StartAsync(string machine, string input, string? name = null) =>
        (string)
            (
                await Root.CallAsync(
                    "states",
                    "StartExecution",
                    new
                    {
                        stateMachineArn = Machine + machine,
                        input,
                        name,
                    }
                )
            )["executionArn"]!;

    Task<JsonObject> EndAsync(string execution) =>
        UntilAsync(
            () => Root.CallAsync("states", "DescribeExecution", new { executionArn = execution }),
            run => (string?)run["status"] != "RUNNING",
            $"The end of {execution}"
        );
}
