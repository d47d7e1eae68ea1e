using System.Diagnostics;

namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// Runs actions one after the other. When no action is left, the mailbox rests. Between actions it holds no thread.
/// </summary>
/// <param name="run">
/// Runs an action, or goes on with interrupted work if the action is null. Returns whether it interrupted its work, to go on in its next
/// turn. Must not throw.
/// </param>
/// <param name="rest">Called when no action is left. Must not throw; returns the exception if the changes could not be kept, otherwise
/// null.</param>
/// <param name="schedule">
/// Runs the mailbox in a turn of its own; null to run it on the thread that posts to the idle mailbox. After a few milliseconds the mailbox
/// ends its turn and asks for another one.
/// </param>
sealed class Mailbox(Func<Action?, bool> run, Func<Exception?> rest, Action<Action>? schedule = null)
{
    static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(5);

    readonly Lock gate = new();
    readonly Queue<Action> actions = new();
    readonly List<TaskCompletionSource> waiting = [];
    Exception? failure;
    bool isRunning;
    bool isInterrupted;
    bool isClosed;

    public void Post(Action action)
    {
        lock (gate)
        {
            if (isClosed)
                return;
            actions.Enqueue(action);
            if (isRunning)
                return;
            isRunning = true;
        }
        if (schedule is null)
            Drain();
        else
            schedule(Drain);
    }

    /// <summary>
    /// Completes when every action posted before this call has run and the following rest is over. Fails when that rest has failed.
    /// </summary>
    public Task HandledAsync()
    {
        lock (gate)
        {
            if (isClosed)
                return Task.FromCanceled(new CancellationToken(canceled: true));
            if (!isRunning)
                return failure is null ? Task.CompletedTask : Task.FromException(failure);
            var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(handled);
            return handled.Task;
        }
    }

    /// <summary>
    /// Drops the waiting actions and accepts no further ones. No rest follows the last action, unless the mailbox was already running.
    /// </summary>
    public void Close(Action last)
    {
        lock (gate)
        {
            isClosed = true;
            actions.Clear();
            foreach (var handled in waiting)
                handled.SetCanceled();
            waiting.Clear();
            actions.Enqueue(last);
            if (isRunning)
                return;
            isRunning = true;
        }
        Drain(needsRest: false);
    }

    void Drain() => Drain(needsRest: true);

    void Drain(bool needsRest)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            Action? action;
            TaskCompletionSource[] handled = [];
            lock (gate)
            {
                if (!actions.TryDequeue(out action) && !isInterrupted)
                    handled = TakeWaiting();
            }
            if (action is not null || isInterrupted)
            {
                isInterrupted = run(action);
                if (schedule is null || Stopwatch.GetElapsedTime(began) < LongestTurn)
                    continue;
                schedule(Drain);
                return;
            }
            var failed = needsRest ? rest() : failure;
            bool isIdle;
            lock (gate)
            {
                failure = failed;
                isIdle = actions.Count == 0;
                // Calls of HandledAsync during the rest wait for actions that had run before the rest.
                if (isIdle)
                    handled = [.. handled, .. TakeWaiting()];
                isRunning = !isIdle;
            }
            foreach (var one in handled)
            {
                if (failed is null)
                    one.SetResult();
                else
                    one.SetException(failed);
            }
            if (isIdle)
                return;
        }
    }

    TaskCompletionSource[] TakeWaiting()
    {
        if (waiting.Count == 0)
            return [];
        TaskCompletionSource[] taken = [.. waiting];
        waiting.Clear();
        return taken;
    }
}
