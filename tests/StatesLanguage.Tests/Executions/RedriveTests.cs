using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>What redrives need and refuse; their histories are among the cases.</summary>
public class RedriveTests
{
    static readonly StateMachine One = StateMachine.Parse(
        """
        {
          "StartAt": "T",
          "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:a", "End": true } }
        }
        """
    );

    static readonly StateMachine Mapped = StateMachine.Parse(
        """
        {
          "StartAt": "M",
          "States": {
            "M": {
              "Type": "Map", "Label": "w", "MaxConcurrency": 2, "ToleratedFailureCount": 1, "End": true,
              "ItemProcessor": {
                "ProcessorConfig": { "Mode": "DISTRIBUTED" },
                "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true } }
              }
            }
          }
        }
        """
    );

    static Execution Start(StateMachine machine, PatientHost host, Json? input = null)
    {
        var execution = new Execution(machine, input ?? "in", Given.Identity, host);
        execution.Start();
        return execution;
    }

    static Execution Redrive(StateMachine machine, Execution execution, PatientHost host) =>
        Execution.Redrive(machine, execution.Input, Given.Identity, host, host.Store[execution].Saved);

    static TaskCall Answer(PatientHost host, string input) => host.Calls.Last(call => $"{call.Input}" == input);

    [Test]
    public void An_unsuccessful_end_leaves_what_a_redrive_needs_and_a_success_leaves_nothing()
    {
        var host = new PatientHost();
        var execution = Start(One, host);
        execution.Stop("Enough", null);
        Assert.That(host.Store[execution].Parts.Keys, Is.EqualTo(new[] { "root" }));

        var again = Redrive(One, execution, host);
        Assert.That((again.RedriveCount, again.Redriven, again.Status), Is.EqualTo((1, host.Time.GetUtcNow(), ExecutionStatus.Running)));
        host.Calls[^1].Succeed("out");
        Assert.That((host.Store[again].Parts.Count, again.Status), Is.EqualTo((0, ExecutionStatus.Succeeded)));
    }

    [Test]
    public void An_aborted_activity_is_scheduled_again_with_another_token()
    {
        var host = new PatientHost();
        var execution = Start(One, host);
        var first = host.Calls[0];
        first.Started("worker");
        execution.Stop("Enough", null);
        var again = Redrive(One, execution, host);
        first.Succeed("too late");
        Assert.That((host.Calls[^1].Token == first.Token, host.Calls[^1].IsResumed), Is.EqualTo((false, false)));
        Assert.That(again.Status, Is.EqualTo(ExecutionStatus.Running));
        Assert.That(
            host.Store[again].History.Select(@event => $"{@event.Id}<-{@event.PreviousEventId} {@event.Type}").Skip(3),
            Is.EqualTo(new[] { "4<-3 ActivityStarted", "5<-0 ExecutionAborted", "6<-5 ExecutionRedriven", "7<-2 ActivityScheduled" })
        );
    }

    [Test]
    public void What_was_stopped_before_another_attempt_has_all_attempts_again()
    {
        var machine = StateMachine.Parse(
            """
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true,
                  "Parameters": { "retries.$": "$$.State.RetryCount" },
                  "Retry": [{ "ErrorEquals": ["Odd"], "MaxAttempts": 1 }]
                }
              }
            }
            """
        );
        var host = new PatientHost();
        var execution = Start(machine, host);
        host.Calls[0].Fail("Odd", null);
        execution.Stop("Enough", null);
        var again = Redrive(machine, execution, host);
        host.Calls[^1].Fail("Odd", null);
        host.Time.Advance();
        Assert.That(
            host.Calls.Select(call => $"{call.Input}"),
            Is.EqualTo(new[] { """{"retries":0}""", """{"retries":0}""", """{"retries":1}""" })
        );
        Assert.That((again.Status, host.Time.GetUtcNow()), Is.EqualTo((ExecutionStatus.Running, DateTimeOffset.UnixEpoch.AddSeconds(1))));
    }

    [Test]
    public void A_redriven_execution_is_resumed_as_such()
    {
        var host = new PatientHost();
        var execution = Start(One, host);
        host.Calls[0].Fail("Odd", null);
        var again = Redrive(One, execution, host);
        again.Suspend();
        host.Time.Pass(TimeSpan.FromDays(1));
        var moved = Execution.Resume(One, "in", Given.Identity, host, ExecutionType.Standard, host.Store[again].Saved);
        Assert.That((moved.RedriveCount, moved.Redriven), Is.EqualTo((1, DateTimeOffset.UnixEpoch)));
        host.Calls[^1].Fail("Odd", null);
        Assert.That(Redrive(One, moved, host).RedriveCount, Is.EqualTo(2));
    }

    [Test]
    public void A_state_whose_result_was_too_large_begins_anew()
    {
        var machine = StateMachine.Parse(
            $$"""
            {
              "StartAt": "P",
              "States": { "P": { "Type": "Parallel", "Branches": [{{Given.OneTask}}, {{Given.OneTask}}], "End": true } }
            }
            """
        );
        var host = new PatientHost();
        var execution = Start(machine, host);
        foreach (var call in host.Calls.ToList())
            call.Succeed(new string('x', 150_000));
        Assert.That((execution.Error, host.Store[execution].Parts.Count), Is.EqualTo((StatesErrors.DataLimitExceeded, 1)));
        var again = Redrive(machine, execution, host);
        Assert.That(host.Calls, Has.Count.EqualTo(4), "both branches run again");
        foreach (var call in host.Calls.Skip(2).ToList())
            call.Succeed("small");
        Assert.That($"{again.Output}", Is.EqualTo("""["small","small"]"""));
    }

    [Test]
    public void A_map_that_could_not_start_an_iteration_goes_on_with_it()
    {
        var machine = StateMachine.Parse(
            $$"""
            {
              "StartAt": "M",
              "States": {
                "M": {
                  "Type": "Map", "MaxConcurrency": 1, "ItemSelector": { "x.$": "$$.Map.Item.Value.x" }, "ItemProcessor": {{Given.OneTask}},
                  "End": true
                }
              }
            }
            """
        );
        var host = new PatientHost();
        var execution = Start(machine, host, Json.Parse("""[{"x":1},{},{"x":3}]"""));
        host.Calls[0].Succeed("one");
        Assert.That((execution.Status, execution.Error), Is.EqualTo((ExecutionStatus.Failed, StatesErrors.Runtime)));
        var again = Redrive(machine, execution, host);
        Assert.That((again.Status, again.Error), Is.EqualTo((ExecutionStatus.Failed, StatesErrors.Runtime)), "and fails as before");
        Assert.That(host.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_counts_of_a_redriven_map_run_say_who_waits()
    {
        var host = new PatientHost();
        var execution = Start(Mapped, host, Json.Parse("[1,2,3,4,5]"));
        Answer(host, "1").Succeed("one");
        Answer(host, "2").Fail("Odd", null);
        Answer(host, "3").Fail("Odd", null);
        var counts = host.Store.MapRuns.Single().Executions;
        Assert.That((counts.Succeeded, counts.Failed, counts.Aborted, counts.Pending, counts.PendingRedrive), Is.EqualTo((1, 2, 1, 1, 0)));

        var again = Redrive(Mapped, execution, host);
        var run = host.Store.MapRuns.Single();
        Assert.That((run.RedriveCount, run.Redriven, run.Status), Is.EqualTo((1, again.Redriven, ExecutionStatus.Running)));
        counts = run.Executions;
        Assert.That((counts.Succeeded, counts.Running, counts.PendingRedrive, counts.Pending), Is.EqualTo((1, 2, 1, 1)));
        Assert.That((counts.Failed, counts.Aborted, counts.Total), Is.EqualTo((0, 0, 5)));

        foreach (var input in new[] { "2", "3", "4", "5" })
            Answer(host, input).Succeed(input);
        Assert.That($"{again.Output}", Is.EqualTo("""["one","2","3","4","5"]"""));
        Assert.That(host.Store[again].Parts, Is.Empty);
    }

    [Test]
    public void A_child_that_waits_for_its_redrive_still_waits_after_a_resume()
    {
        var host = new PatientHost();
        var execution = Start(Mapped, host, Json.Parse("[1,2,3]"));
        foreach (var input in new[] { "1", "2" })
            Answer(host, input).Fail("Odd", null);
        var again = Redrive(Mapped, execution, host);
        again.Suspend();
        var moved = Execution.Resume(Mapped, again.Input, Given.Identity, host, ExecutionType.Standard, host.Store[again].Saved);
        Assert.That(host.Store.MapRuns.Single().Executions.PendingRedrive, Is.EqualTo(1));
        foreach (var input in new[] { "1", "2", "3" })
            Answer(host, input).Succeed(input);
        Assert.That($"{moved.Output}", Is.EqualTo("""["1","2","3"]"""));
    }

    [Test]
    public void A_child_that_cannot_be_redriven_stays_as_it_has_ended()
    {
        var host = new PatientHost();
        var execution = Start(Mapped, host, Json.Parse("[1,2,3]"));
        Answer(host, "1").Fail("Odd", null);
        host.Time.Pass(TimeSpan.FromDays(1));
        Answer(host, "2").Fail("Odd", null);
        Assert.That(execution.Status, Is.EqualTo(ExecutionStatus.Failed));

        host.Time.Pass(TimeSpan.FromDays(13));
        var again = Redrive(Mapped, execution, host);
        Answer(host, "2").Succeed("two");
        Answer(host, "3").Succeed("three");
        var counts = host.Store.MapRuns.Single().Executions;
        Assert.That((counts.Succeeded, counts.Failed, counts.FailuresNotRedrivable), Is.EqualTo((2, 1, 1)));
        Assert.That($"{again.Output}", Is.EqualTo("""["two","three"]"""));
    }

    [Test]
    public void A_map_run_that_fails_again_leaves_nobody_waiting()
    {
        var host = new PatientHost();
        var execution = Start(Mapped, host, Json.Parse("[1,2,3,4,5]"));
        foreach (var input in new[] { "1", "2" })
            Answer(host, input).Fail("Odd", null);
        var again = Redrive(Mapped, execution, host);
        foreach (var input in new[] { "1", "2" })
            Answer(host, input).Fail("Odd", null);
        var counts = host.Store.MapRuns.Single().Executions;
        Assert.That((counts.Failed, counts.Pending, counts.PendingRedrive, counts.Running, counts.Aborted), Is.EqualTo((2, 2, 0, 0, 1)));
        Assert.That((again.Status, Redrive(Mapped, again, host).RedriveCount), Is.EqualTo((ExecutionStatus.Failed, 2)));
    }

    [Test]
    public void A_child_that_ended_after_its_parent_was_last_kept_is_not_started_again()
    {
        var host = new PatientHost();
        var execution = Start(Mapped, host, Json.Parse("[1,2]"));
        var before = host.Store[execution].Saved;
        Answer(host, "1").Succeed("one");
        execution.Suspend();

        var moved = Execution.Resume(Mapped, execution.Input, Given.Identity, host, ExecutionType.Standard, before);
        Assert.That(host.Calls.Count(call => $"{call.Input}" == "1"), Is.EqualTo(1));
        Answer(host, "2").Succeed("two");
        Assert.That($"{moved.Output}", Is.EqualTo("""["one","two"]"""));
    }

    static readonly DateTimeOffset Start0 = DateTimeOffset.UnixEpoch;

    [TestCase(ExecutionStatus.Running, 10, 0, 0, "Execution is RUNNING and cannot be redriven")]
    [TestCase(ExecutionStatus.Succeeded, 10, 1, 1, "Execution is SUCCEEDED and cannot be redriven")]
    [TestCase(ExecutionStatus.Failed, 24_998, 1, 1, null)]
    [TestCase(ExecutionStatus.Failed, 24_999, 1, 1, "Execution history event limit exceeded")]
    [TestCase(ExecutionStatus.Aborted, 10, 1, 14.9, null)]
    [TestCase(ExecutionStatus.TimedOut, 10, 1, 15, "Execution redrivable period exceeded")]
    [TestCase(ExecutionStatus.Failed, 10, 360, 365, "Execution has exceeded the max execution time")]
    public void What_can_be_redriven(ExecutionStatus status, int events, double stoppedAfterDays, double nowAfterDays, string? refusal)
    {
        DateTimeOffset? stopped = status == ExecutionStatus.Running ? null : Start0.AddDays(stoppedAfterDays);
        Assert.That(Redrivability.Refusal(status, events, Start0, stopped, Start0.AddDays(nowAfterDays)), Is.EqualTo(refusal));
    }

    [Test]
    public void A_full_history_leaves_no_state_and_takes_no_redrive()
    {
        var map = StateMachine.Parse(
            """
            {
              "StartAt": "M",
              "States": {
                "M": { "Type": "Map", "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } }, "End": true }
              }
            }
            """
        );
        var host = new PatientHost();
        var execution = Start(map, host, JsonArray.Of(Enumerable.Range(0, 7000).Select(i => (Json)i)));
        Assert.That((execution.Error, host.Store[execution].Parts.Count), Is.EqualTo((StatesErrors.Runtime, 0)));
        Assert.That(() => Redrive(map, execution, host), Throws.InvalidOperationException);
    }
}
