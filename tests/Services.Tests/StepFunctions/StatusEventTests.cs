using System.Text.Json.Nodes;
using Classroom.Cloud.Events;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.StepFunctions;

/// <summary>Events of executions and of tasks, as recorded on AWS.</summary>
sealed class StatusEventTests : MachineTest
{
    const string InboxUrl = $"http://x/{Account}/inbox";

    [SetUp]
    public async Task GivenInbox()
    {
        const string open =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}]}""";
        await CallAsync<CreateQueue>(new { QueueName = "inbox", Attributes = new { Policy = open } });
    }

    [Test]
    public async Task The_event_of_a_status_has_what_DescribeExecution_shows()
    {
        await RuleAsync("""{"source":["aws.states"],"detail":{"status":["SUCCEEDED"]}}""");
        await MachineAsync();
        var execution = await StartAsync(input: """{"a":1}""");
        var detail = (await EventAsync())["detail"]!;
        Assert.That(
            detail.AsObject().Select(member => member.Key),
            Is.EqualTo(
                new[]
                {
                    "executionArn",
                    "stateMachineArn",
                    "name",
                    "status",
                    "startDate",
                    "stopDate",
                    "input",
                    "output",
                    "stateMachineVersionArn",
                    "stateMachineAliasArn",
                    "redriveCount",
                    "redriveDate",
                    "redriveStatus",
                    "redriveStatusReason",
                    "inputDetails",
                    "outputDetails",
                    "error",
                    "cause",
                }
            )
        );
        Assert.That(
            (detail.At("executionArn"), detail.At("redriveCount"), detail.At("redriveStatus"), detail.At("redriveStatusReason")),
            Is.EqualTo((execution, "0", "NOT_REDRIVABLE", "Execution is SUCCEEDED and cannot be redriven"))
        );
    }

    [Test]
    public async Task The_event_of_a_failure_says_that_it_can_be_redriven()
    {
        await RuleAsync("""{"source":["aws.states"],"detail":{"status":["FAILED"]}}""");
        await MachineAsync(Fail);
        await StartAsync();
        var detail = (await EventAsync())["detail"]!;
        Assert.That(
            (detail.At("error"), detail.At("redriveStatus"), detail["redriveStatusReason"]),
            Is.EqualTo(("Broken", "REDRIVABLE", (JsonNode?)null))
        );
    }

    [Test]
    public async Task An_event_of_a_task_names_the_state_machine_and_the_execution_after_its_own_resources()
    {
        await RuleAsync("""{"source":["class"]}""");
        await MachineAsync(
            """
            {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::events:putEvents","End":true,"Parameters":
            {"Entries":[{"Source":"class","DetailType":"t","Detail":{"a":1},"Resources":["own"]}]}}}}
            """
        );
        var execution = await StartAsync();
        Assert.That((await EventAsync()).Each("resources/*"), Is.EqualTo(new[] { "own", MachineArn("m"), execution }));
    }

    async Task RuleAsync(string pattern)
    {
        await CallAsync<PutRule>(new { Name = "all", EventPattern = pattern });
        await CallAsync<PutTargets>(
            new { Rule = "all", Targets = new[] { new { Id = "inbox", Arn = $"arn:aws:sqs:{Region}:{Account}:inbox" } } }
        );
    }

    async Task<JsonNode> EventAsync()
    {
        var received = await CallAsync<ReceiveMessage>(new { QueueUrl = InboxUrl, WaitTimeSeconds = 20 });
        return JsonNode.Parse(received.At("Messages/0/Body"))!;
    }
}
