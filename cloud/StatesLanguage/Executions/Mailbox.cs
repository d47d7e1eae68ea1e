namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// Runs actions one after the other, on the thread that posts to an idle mailbox. When no action is left, the mailbox rests. Between
/// actions it holds no thread.
/// </summary>
/// <param name="run">Runs an action. Must not throw.</param>
/// <param name="rest">Called when no action is left. Must not throw; returns the exception if the changes could not be kept, otherwise
/// null.</param>
sealed class Mailbox(Action<Action> run, Func<Exception?> rest)
{
    readonly Lock gate = new();
    readonly Queue<Action> actions = new();
    readonly List<TaskCompletionSource> waiting = [];
    Exception? failure;
    bool isRunning;
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
        Drain();
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

    void Drain(bool needsRest = true)
    {
        while (true)
        {
            Action? action;
            TaskCompletionSource[] handled = [];
            lock (gate)
            {
                if (!actions.TryDequeue(out action))
                    handled = TakeWaiting();
            }
            if (action is not null)
            {
                run(action);
                continue;
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
