namespace Classroom.Storage;

/// <summary>
/// Runs the actions that follow commits one after the other, in the order of the commits, on a thread of the pool. An action that takes
/// long or waits must hand that part over to another thread, because the actions of all later commits wait for it.
/// </summary>
sealed class Afterwork(Action<Exception> broken) : IThreadPoolWorkItem
{
    readonly Lock gate = new();
    List<IReadOnlyList<Action>> waiting = [];
    bool isRunning;

    /// <summary>Adds the actions of a commit.</summary>
    public void Add(IReadOnlyList<Action> actions)
    {
        lock (gate)
        {
            waiting.Add(actions);
            if (isRunning)
                return;
            isRunning = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (Next() is { } commits)
        {
            foreach (var action in commits.SelectMany(actions => actions))
                Do(action);
        }
    }

    List<IReadOnlyList<Action>>? Next()
    {
        lock (gate)
        {
            isRunning = waiting.Count > 0;
            if (!isRunning)
                return null;
            var next = waiting;
            waiting = [];
            return next;
        }
    }

    void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            broken(exception);
        }
    }
}
