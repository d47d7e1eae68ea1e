namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// Runs actions one after the other, on the thread that posts to an idle mailbox; when none is left, it rests. Between actions it
/// holds no thread.
/// </summary>
/// <param name="run">Runs an action, and never throws.</param>
/// <param name="rest">Never throws: returns why what has been done could not be kept, or null.</param>
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
    /// Completes when everything that was posted before this call has been run, and the rest after it is over; fails when that rest
    /// has failed.
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
    /// Takes nothing more, and drops what has not been run. After the last action there is no rest, unless others were run before it.
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
                // Whoever began to wait during the rest waits for actions that had been run before it.
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
