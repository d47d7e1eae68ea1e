using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>What nobody expected is thrown: by the host, or by a bug of ours.</summary>
public class BrokenTests
{
    static readonly StateMachine One = StateMachine.Parse(
        """
        { "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true } } }
        """
    );

    static readonly StateMachine Two = StateMachine.Parse(
        """
        {
          "StartAt": "P",
          "States": {
            "P": {
              "Type": "Parallel", "End": true,
              "Branches": [
                { "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true } } },
                { "StartAt": "B", "States": { "B": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true } } }
              ]
            }
          }
        }
        """
    );

    static Execution Start(StateMachine machine, IStatesHost host)
    {
        var execution = new Execution(machine, "in", Given.Identity, host);
        execution.Start();
        return execution;
    }

    static (ExecutionStatus, string?, string?) End(Execution execution) => (execution.Status, execution.Error, execution.Cause);

    [Test]
    public void A_host_that_cannot_start_a_task_fails_that_execution_only()
    {
        var host = new BadHost { OnStart = call => call.StateName == "T" ? throw new NotSupportedException("no such thing") : true };
        var broken = Start(One, host);
        var other = Start(Two, host);
        Assert.That(End(broken), Is.EqualTo((ExecutionStatus.Failed, StatesErrors.Runtime, "no such thing")));
        Assert.That(host.Reported.Single(), Is.TypeOf<NotSupportedException>());
        foreach (var call in host.Calls.ToList())
            call.Succeed("out");
        Assert.That(other.Status, Is.EqualTo(ExecutionStatus.Succeeded));
    }

    [Test]
    public async Task A_broken_execution_still_listens()
    {
        var host = new BadHost { OnStart = _ => throw new NotSupportedException("no such thing") };
        var broken = Start(One, host);
        broken.Stop("Late", null);
        await broken.HandledAsync();
        Assert.That((await broken.Completion).Status, Is.EqualTo(ExecutionStatus.Failed));
    }

    [Test]
    public void A_task_that_cannot_be_canceled_keeps_no_other_from_it()
    {
        var host = new BadHost { OnCancel = call => call.StateName == "A" ? throw new NotSupportedException("no cancel") : true };
        var execution = Start(Two, host);
        execution.Stop("Enough", null);
        Assert.That((execution.Status, host.Calls.Select(call => call.StateName).Single()), Is.EqualTo((ExecutionStatus.Aborted, "A")));
        Assert.That(host.Reported.Single().Message, Is.EqualTo("no cancel"));
    }

    [Test]
    public void A_child_that_breaks_is_a_failed_child()
    {
        var machine = StateMachine.Parse(
            """
            {
              "StartAt": "M",
              "States": {
                "M": {
                  "Type": "Map", "ToleratedFailureCount": 1, "End": true,
                  "ItemProcessor": {
                    "ProcessorConfig": { "Mode": "DISTRIBUTED" },
                    "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true } }
                  }
                }
              }
            }
            """
        );
        var host = new BadHost { OnStart = call => $"{call.Input}" == "2" ? throw new NotSupportedException("not two") : true };
        var execution = new Execution(machine, Json.Parse("[1,2,3]"), Given.Identity, host);
        execution.Start();
        foreach (var call in host.Calls.ToList())
            call.Succeed(call.Input);
        Assert.That((execution.Status, $"{execution.Output}"), Is.EqualTo((ExecutionStatus.Succeeded, "[1,3]")));
    }

    [Test]
    public async Task What_a_host_could_not_keep_is_handed_out_again()
    {
        var host = new BadHost { FailingRests = 2 };
        var execution = Start(Two, host);
        Assert.That(async () => await execution.HandledAsync(), Throws.TypeOf<IOException>().With.Message.EqualTo("the disk is full"));
        host.Calls[0].Succeed("one");
        Assert.That(async () => await execution.HandledAsync(), Throws.TypeOf<IOException>());

        host.Time.Advance();
        await execution.HandledAsync();
        Assert.That(host.Time.GetUtcNow(), Is.EqualTo(DateTimeOffset.UnixEpoch.AddSeconds(2)), "the second try in a row");
        Assert.That(host.Store[execution].History.Select(@event => @event.Id), Is.EqualTo(Enumerable.Range(1, (int)execution.EventCount)));
        Assert.That(host.Store[execution].Parts.Keys, Is.EquivalentTo(new[] { "root", "root/0", "root/1" }));

        execution.Suspend();
        var resumed = Execution.Resume(Two, "in", Given.Identity, host, ExecutionType.Standard, host.Store[execution].Saved);
        host.Calls[^1].Succeed("two");
        Assert.That($"{resumed.Output}", Is.EqualTo("""["one","two"]"""));
        Assert.That(host.Store[resumed].Parts, Is.Empty);
    }

    [Test]
    public void An_end_that_could_not_be_kept_is_kept_later()
    {
        var host = new BadHost();
        var execution = Start(One, host);
        host.FailingRests = 3;
        host.Calls[0].Succeed("out");
        Assert.That((execution.Status, host.Store[execution].Parts.Count), Is.EqualTo((ExecutionStatus.Succeeded, 1)));
        while (host.FailingRests > 0)
            host.Time.Advance();
        host.Time.Advance();
        Assert.That((host.Store[execution].Parts.Count, host.Store[execution].History[^1].Type), Is.EqualTo((0, "ExecutionSucceeded")));
        Assert.That(host.Time.GetUtcNow(), Is.EqualTo(DateTimeOffset.UnixEpoch.AddSeconds(1 + 2 + 4)), "each try waits twice as long");
    }

    [Test]
    public void A_report_that_fails_changes_nothing()
    {
        var host = new BadHost
        {
            OnStart = _ => throw new NotSupportedException("no such thing"),
            OnReport = () => throw new IOException("no log"),
        };
        Assert.That(End(Start(One, host)), Is.EqualTo((ExecutionStatus.Failed, StatesErrors.Runtime, "no such thing")));
    }

    [Test]
    public void A_saved_state_that_cannot_be_read_fails_the_execution()
    {
        var host = new BadHost();
        var saved = new SavedExecution(new Dictionary<string, Json> { ["root"] = JsonObject.Of(("version", 1)) }, 4);
        var execution = Execution.Resume(One, "in", Given.Identity, host, ExecutionType.Standard, saved);
        Assert.That(
            End(execution),
            Is.EqualTo((ExecutionStatus.Failed, StatesErrors.Runtime, "the execution was saved in version 1 of the format; this is 2"))
        );
        Assert.That(host.Store[execution].History.Single().Id, Is.EqualTo(5));
    }

    /// <summary>A host that throws where it is told to.</summary>
    sealed class BadHost : IStatesHost
    {
        int ids;

        public Func<TaskCall, bool> OnStart { get; init; } = _ => true;

        public Func<TaskCall, bool> OnCancel { get; init; } = _ => true;

        public Action OnReport { get; init; } = () => { };

        public int FailingRests { get; set; }

        public VirtualClock Time { get; } = new(DateTimeOffset.UnixEpoch);

        public List<TaskCall> Calls { get; } = [];

        public List<Exception> Reported { get; } = [];

        public ExecutionStore Store { get; } = new();

        public TimeProvider Clock => Time;

        public double NextRandom() => 0;

        public Guid NewId() => new(++ids, 0, 0, new byte[8]);

        public void StartTask(TaskCall call)
        {
            if (OnStart(call))
                Calls.Add(call);
        }

        public void CancelTask(TaskCall call)
        {
            if (OnCancel(call))
                Calls.Remove(call);
        }

        public ExecutionKeeping Keeps(ExecutionType type) => ExecutionKeeping.State;

        public void AtRest(Execution execution)
        {
            if (FailingRests > 0)
            {
                FailingRests--;
                // Taken, and lost.
                execution.TakeChanges();
                throw new IOException("the disk is full");
            }
            Store.Take(execution);
        }

        public void Broken(Execution execution, Exception exception)
        {
            Reported.Add(exception);
            OnReport();
        }
    }
}
