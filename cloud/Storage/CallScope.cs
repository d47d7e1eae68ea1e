namespace Classroom.Storage;

/// <summary>Collects the transactions that one call has queued, so that the call is answered when all of them are in the file.</summary>
sealed class CallScope : IDisposable
{
    static readonly AsyncLocal<CallScope?> Flowing = new();

    [ThreadStatic]
    static CallScope? onThread;

    readonly CallScope? outer;
    readonly bool isFlowing;
    readonly Lock gate = new();
    readonly List<Task> commits = [];

    CallScope(CallScope? outer, bool isFlowing)
    {
        this.outer = outer;
        this.isFlowing = isFlowing;
    }

    internal static CallScope? Current => onThread ?? Flowing.Value;

    /// <summary>For a call that runs from its beginning to its end on this thread.</summary>
    public static CallScope OnThread()
    {
        var scope = new CallScope(onThread, isFlowing: false);
        onThread = scope;
        return scope;
    }

    /// <summary>For an asynchronous call, which may continue on another thread.</summary>
    public static CallScope Flow()
    {
        var scope = new CallScope(Flowing.Value, isFlowing: true);
        Flowing.Value = scope;
        return scope;
    }

    /// <summary>Runs work whose transactions the call does not wait for.</summary>
    public static void Detached(Action work)
    {
        var (thread, flowing) = (onThread, Flowing.Value);
        (onThread, Flowing.Value) = (null, null);
        try
        {
            work();
        }
        finally
        {
            (onThread, Flowing.Value) = (thread, flowing);
        }
    }

    /// <summary>
    /// Completes when all changes of the call are in the file; fails with <see cref="NotWrittenException"/> if a change could not be
    /// written.
    /// </summary>
    public Task KeptAsync()
    {
        lock (gate)
        {
            return commits.Count switch
            {
                0 => Task.CompletedTask,
                1 => commits[0],
                _ => Task.WhenAll(commits),
            };
        }
    }

    internal void Add(Task commit)
    {
        lock (gate)
        {
            if (commits.Count > 0 && ReferenceEquals(commits[^1], commit))
                return;
            // Completed commits need no more waiting.
            commits.RemoveAll(known => known.IsCompletedSuccessfully);
            commits.Add(commit);
        }
    }

    public void Dispose()
    {
        if (isFlowing)
            Flowing.Value = outer;
        else
            onThread = outer;
    }
}
