using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>A task's answers and deadlines: what comes too late, and what outlives the process.</summary>
public class AnswerTests
{
    static readonly StateMachine Two = StateMachine.Parse(
        """
        {
          "StartAt": "A",
          "States": {
            "A": {
              "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
              "HeartbeatSeconds": 10, "TimeoutSeconds": 25, "Next": "B"
            },
            "B": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true }
          }
        }
        """
    );

    static (Execution Execution, PatientHost Host) Start()
    {
        var host = new PatientHost();
        var execution = new Execution(Two, "in", Given.Identity, host);
        execution.Start();
        return (execution, host);
    }

    static Execution Move(Execution execution, PatientHost host)
    {
        execution.Suspend();
        return Execution.Resume(Two, "in", Given.Identity, host, ExecutionType.Standard, host.Store[execution].Saved);
    }

    static readonly Action<TaskCall>[] Answers =
    [
        call => call.Succeed("second"),
        call => call.Fail("Second", null),
        call => call.Submitted("second"),
        call => call.Heartbeat(),
        call => call.Started("second"),
    ];

    [TestCaseSource(nameof(Answers))]
    public void A_second_answer_changes_nothing_while_the_next_task_runs(object answer)
    {
        var (execution, host) = Start();
        var first = host.Calls[0];
        first.Succeed("first");
        var (events, written) = (execution.EventCount, host.Store[execution].PartBytes);
        ((Action<TaskCall>)answer)(first);
        Assert.That((execution.EventCount, host.Store[execution].PartBytes), Is.EqualTo((events, written)));
        Assert.That((execution.Status, host.Calls.Count), Is.EqualTo((ExecutionStatus.Running, 2)));
        host.Time.Pass(TimeSpan.FromSeconds(60));
        host.Calls[1].Succeed("end");
        Assert.That($"{execution.Output}", Is.EqualTo("\"end\""), "no deadline of the first task is left");
    }

    [Test]
    public void A_heartbeats_deadline_outlives_the_process()
    {
        var (execution, host) = Start();
        host.Time.Pass(TimeSpan.FromSeconds(8));
        host.Calls[0].Heartbeat();
        host.Time.Pass(TimeSpan.FromSeconds(9));
        var moved = Move(execution, host);
        Assert.That(moved.Status, Is.EqualTo(ExecutionStatus.Running));
        while (moved.Status == ExecutionStatus.Running)
            host.Time.Advance();
        Assert.That((moved.Error, host.Time.GetUtcNow()), Is.EqualTo((StatesErrors.Timeout, DateTimeOffset.UnixEpoch.AddSeconds(18))));
    }

    [Test]
    public void A_tasks_deadline_outlives_the_process()
    {
        var (execution, host) = Start();
        for (var i = 0; i < 3; i++)
        {
            host.Time.Pass(TimeSpan.FromSeconds(7));
            host.Calls[^1].Heartbeat();
            execution = Move(execution, host);
        }
        while (execution.Status == ExecutionStatus.Running)
            host.Time.Advance();
        Assert.That((execution.Error, host.Time.GetUtcNow()), Is.EqualTo((StatesErrors.Timeout, DateTimeOffset.UnixEpoch.AddSeconds(25))));
    }

    [Test]
    public void A_resumed_task_says_whether_it_was_submitted()
    {
        var (execution, host) = Start();
        var asked = Move(execution, host);
        Assert.That((host.Calls[^1].IsResumed, host.Calls[^1].IsSubmitted), Is.EqualTo((true, false)));

        host.Calls[^1].Submitted("message 1");
        var submitted = Move(asked, host);
        Assert.That((host.Calls[^1].IsResumed, host.Calls[^1].IsSubmitted), Is.EqualTo((true, true)));
        Assert.That(host.Calls[^1].Token, Is.EqualTo(host.Calls[0].Token));

        host.Calls[^1].Succeed("done");
        Assert.That(
            host.Store[submitted].History.Count(@event => @event.Type is "TaskStarted" or "TaskSubmitted"),
            Is.EqualTo(3),
            "the first task has started and been submitted once, the second has started"
        );
    }
}
