using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Tests.Executions;

public class ExecutionTests
{
    static readonly ExecutionIdentity Identity = new(
        "arn:aws:states:us-east-1:123456789012:execution:m:r",
        "r",
        "arn:aws:states:us-east-1:123456789012:stateMachine:m",
        "m",
        "arn:aws:iam::123456789012:role/r"
    );

    static readonly StateMachine Waiting = StateMachine.Parse(
        """
        { "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "HeartbeatSeconds": 10, "End": true } } }
        """
    );

    static (Execution Execution, PatientHost Host) Start(
        StateMachine machine,
        ExecutionType type = ExecutionType.Standard,
        Json? input = null
    )
    {
        var host = new PatientHost();
        var execution = new Execution(machine, input ?? JsonObject.Empty, Identity, host, type);
        execution.Start();
        return (execution, host);
    }

    static string Last(Execution execution, PatientHost host)
    {
        var last = host.Store[execution].History[^1];
        return $"{last.Id}<-{last.PreviousEventId} {last.Type} {execution.Status} {execution.Error}: {execution.Cause}";
    }

    static string Last((Execution Execution, PatientHost Host) run) => Last(run.Execution, run.Host);

    [Test]
    public void A_stopped_execution_records_that_alone()
    {
        var (execution, host) = Start(Waiting);
        execution.Stop("Enough", "for today");
        execution.Stop("Twice", null);
        Assert.That(Last(execution, host), Is.EqualTo("5<-0 ExecutionAborted Aborted Enough: for today"));
        Assert.That(host.Calls, Is.Empty, "the task has been cancelled");
    }

    [Test]
    public void A_callback_that_comes_late_changes_nothing()
    {
        var (execution, host) = Start(Waiting);
        var call = host.Calls.Single();
        call.Succeed("first");
        call.Fail("Late", null);
        Assert.That((execution.Status, execution.Output?.ToString()), Is.EqualTo((ExecutionStatus.Succeeded, "\"first\"")));
    }

    [Test]
    public void A_heartbeat_begins_the_time_anew()
    {
        var (execution, host) = Start(Waiting);
        using var beat = host.Time.CreateTimer(
            _ => host.Calls.Single().Heartbeat(),
            null,
            TimeSpan.FromSeconds(8),
            Timeout.InfiniteTimeSpan
        );
        while (execution.Status == ExecutionStatus.Running)
            host.Time.Advance();
        Assert.That((execution.Error, host.Time.GetUtcNow()), Is.EqualTo((StatesErrors.Timeout, DateTimeOffset.UnixEpoch.AddSeconds(18))));
    }

    [Test]
    public void A_history_ends_at_25000_events()
    {
        var map = StateMachine.Parse(
            """{ "StartAt": "M", "States": { "M": { "Type": "Map", "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } }, "End": true } } }"""
        );
        var items = JsonArray.Of(Enumerable.Range(0, 7000).Select(i => (Json)i));
        Assert.That(
            Last(Start(map, input: items)),
            Does.StartWith("25000<-")
                .And.Contain("ExecutionFailed Failed States.Runtime: The execution reached the maximum number of history events (25000).")
        );
        Assert.That(Start(map, ExecutionType.Express, items).Execution.Status, Is.EqualTo(ExecutionStatus.Succeeded));
    }

    [Test]
    public void An_express_execution_ends_after_five_minutes()
    {
        var (execution, host) = Start(
            StateMachine.Parse("""{ "StartAt": "W", "States": { "W": { "Type": "Wait", "Seconds": 301, "End": true } } }"""),
            ExecutionType.Express
        );
        while (execution.Status == ExecutionStatus.Running)
            host.Time.Advance();
        Assert.That(
            (execution.Status, host.Time.GetUtcNow()),
            Is.EqualTo((ExecutionStatus.TimedOut, DateTimeOffset.UnixEpoch.AddMinutes(5)))
        );
    }

    [Test]
    public void A_state_may_bring_256_KiB_and_no_more()
    {
        var machine = StateMachine.Parse(
            """{ "StartAt": "P", "States": { "P": { "Type": "Pass", "Parameters": { "x.$": "$" }, "End": true } } }"""
        );
        Assert.That(Start(machine, input: new string('x', 262_144 - 8)).Execution.Status, Is.EqualTo(ExecutionStatus.Succeeded));
        Assert.That(
            Last(Start(machine, input: new string('x', 262_144 - 7))),
            Does.Contain(
                "States.DataLimitExceeded: The state/task 'P' returned a result with a size exceeding the maximum number of bytes "
                    + "service limit."
            )
        );
    }

    [Test]
    public async Task Thousands_wait_without_a_thread_each()
    {
        var host = new PatientHost { Keeping = ExecutionKeeping.Nothing };
        var executions = Enumerable.Range(0, 5000).Select(_ => new Execution(Waiting, JsonObject.Empty, Identity, host)).ToList();
        foreach (var execution in executions)
            execution.Start();
        var calls = host.Calls.ToList();
        Assert.That(calls, Has.Count.EqualTo(5000));
        Parallel.ForEach(calls, call => call.Succeed(1));
        await Task.WhenAll(executions.Select(execution => execution.Completion));
        Assert.That(executions.TrueForAll(execution => execution.Status == ExecutionStatus.Succeeded));
    }
}
