using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>Faults that an instructor injects.</summary>
sealed class FaultTests : FlowFixture
{
    [Test]
    public async Task A_fault_on_purpose_meets_calls_until_it_is_taken_away()
    {
        var fault = await FaultAsync("""{"kind":"throttle","service":"logs","operation":"DescribeLogGroups","share":1}""");
        Assert.That((await Root.JsonAsync("logs", "DescribeLogGroups", new { })).Code, Is.EqualTo("ThrottlingException"));
        await TakeAwayAsync(fault);
        Assert.That((await Root.JsonAsync("logs", "DescribeLogGroups", new { })).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_workflow_retries_a_call_that_meets_a_fault_on_purpose()
    {
        await Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "user1-patient",
                roleArn = $"arn:aws:iam::{Account}:role/workflow",
                definition = $$$$"""
                {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
                  "Parameters":{"FunctionName":"{{{{Function}}}}user1-process-fn","Payload":{"name":"Dora"}},
                  "Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":1,"BackoffRate":1,"MaxAttempts":99}],"End":true}}}
                """,
            }
        );
        var fault = await FaultAsync("""{"kind":"throttle","service":"lambda","operation":"Invoke","share":1}""");
        var started = await Root.CallAsync("states", "StartExecution", new { stateMachineArn = $"{Machine}user1-patient", input = "{}" });
        var execution = (string)started["executionArn"]!;
        await UntilAsync(() => EventsAsync(execution), types => types.Contains("TaskFailed"), "The call that meets the fault");
        await TakeAwayAsync(fault);
        var run = await EndAsync(execution);
        Assert.That((string?)run["status"], Is.EqualTo("SUCCEEDED"), run.ToJsonString());
        Assert.That((string?)run["output"], Does.Contain("Hello Dora"));
    }

    async Task<List<string>> EventsAsync(string execution)
    {
        var history = await Root.CallAsync("states", "GetExecutionHistory", new { executionArn = execution });
        return [.. ((JsonArray)history["events"]!).Select(@event => (string)@event!["type"]!)];
    }

    async Task<string> FaultAsync(string order)
    {
        var made = await WireClient.SendAsync(Admin(HttpMethod.Post, "", new StringContent(order)));
        Assert.That(made.Status, Is.EqualTo(201), made.Body);
        return (string)made.Json["id"]!;
    }

    async Task TakeAwayAsync(string fault) =>
        Assert.That((await WireClient.SendAsync(Admin(HttpMethod.Delete, $"/{fault}"))).Status, Is.EqualTo(204));

    HttpRequestMessage Admin(HttpMethod method, string path, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, $"{Cloud.Endpoint}/_classroom/faults{path}") { Content = content };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("test:test"u8));
        return request;
    }
}
