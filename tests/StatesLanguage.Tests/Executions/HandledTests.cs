using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>When a caller may say that what it has told an execution is kept.</summary>
public class HandledTests
{
    static readonly StateMachine Waiting = StateMachine.Parse(Given.OneTask);

    [Test]
    public void An_execution_at_rest_has_handled_everything()
    {
        var host = new PatientHost();
        var execution = new Execution(Waiting, "in", Given.Identity, host);
        execution.Start();
        Assert.That(execution.HandledAsync().IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task It_is_handled_only_when_the_host_has_kept_it()
    {
        var host = new SlowHost();
        var execution = new Execution(Waiting, "in", Given.Identity, host);
        execution.Start();

        // Another thread keeps the execution at rest while the answer comes.
        var atRest = host.Hold();
        var first = Task.Run(() => host.Calls[0].Heartbeat());
        await atRest;
        host.Calls[0].Succeed("out");
        var handled = execution.HandledAsync();
        Assert.That((handled.IsCompleted, execution.Status), Is.EqualTo((false, ExecutionStatus.Running)));

        host.Release();
        await first;
        await handled;
        Assert.That(host.KeptStatus, Is.EqualTo(ExecutionStatus.Succeeded));
    }

    [Test]
    public async Task What_is_asked_during_a_rest_that_nothing_follows_is_answered_by_that_rest()
    {
        var host = new SlowHost();
        var execution = new Execution(Waiting, "in", Given.Identity, host);
        execution.Start();
        var atRest = host.Hold();
        var last = Task.Run(() => host.Calls[0].Succeed("out"));
        await atRest;
        var handled = execution.HandledAsync();
        host.Release();
        await Task.WhenAll(last, handled);
        Assert.That(execution.Status, Is.EqualTo(ExecutionStatus.Succeeded));
    }

    [Test]
    public async Task A_suspended_execution_handles_nothing_more()
    {
        var host = new SlowHost();
        var execution = new Execution(Waiting, "in", Given.Identity, host);
        execution.Start();
        var atRest = host.Hold();
        var first = Task.Run(() => host.Calls[0].Heartbeat());
        await atRest;
        host.Calls[0].Succeed("out");
        var handled = execution.HandledAsync();
        execution.Suspend();
        host.Release();
        await first;
        Assert.That((handled.IsCanceled, execution.HandledAsync().IsCanceled), Is.EqualTo((true, true)));
        Assert.That(execution.Status, Is.EqualTo(ExecutionStatus.Running));
    }

    /// <summary>Holds its next rest until it is told to go on.</summary>
    sealed class SlowHost : IStatesHost
    {
        TaskCompletionSource? reached;
        TaskCompletionSource released = new();

        public TimeProvider Clock { get; } = new VirtualClock(DateTimeOffset.UnixEpoch);

        public List<TaskCall> Calls { get; } = [];

        public ExecutionStatus KeptStatus { get; private set; }

        public Task Hold()
        {
            released = new(TaskCreationOptions.RunContinuationsAsynchronously);
            reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return reached.Task;
        }

        public void Release() => released.SetResult();

        public double NextRandom() => 0;

        public Guid NewId() => Guid.Empty;

        public void StartTask(TaskCall call) => Calls.Add(call);

        public void CancelTask(TaskCall call) { }

        public void Broken(Execution execution, Exception exception) => Assert.Fail(exception.ToString());

        public void AtRest(Execution execution)
        {
            if (Interlocked.Exchange(ref reached, null) is { } waiting)
            {
                waiting.SetResult();
                released.Task.Wait();
            }
            KeptStatus = execution.Status;
        }
    }
}
