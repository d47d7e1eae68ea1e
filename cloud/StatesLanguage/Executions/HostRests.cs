namespace Classroom.StatesLanguage.Executions;

/// <summary>Tells the host that an execution is at rest, and tells it again later when the host could not keep the changes.</summary>
sealed class HostRests(Execution execution, ExecutionTimers timers)
{
    /// <summary>The delay before the second attempt; each attempt doubles it, up to about a minute.</summary>
    static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    const int MostDoublings = 6;

    ITimer? retry;
    int failures;

    /// <summary>Calls <see cref="IStatesHost.AtRest"/>; returns its exception, or null.</summary>
    public Exception? Rest()
    {
        try
        {
            timers.Arm();
            execution.Host.AtRest(execution);
            execution.Unsaved.Confirm();
            failures = 0;
            retry?.Dispose();
            return null;
        }
        catch (Exception exception)
        {
            execution.Report(exception);
            execution.Unsaved.PutBack();
            // Soon, because without an event the execution would rest again only when its next timer ends, perhaps in a year.
            RestLater();
            return exception;
        }
    }

    public void Stop() => retry?.Dispose();

    void RestLater()
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(failures++, MostDoublings));
        retry?.Dispose();
        // A mailbox rests after each action, an empty action included.
        retry = execution.Host.Clock.CreateTimer(_ => execution.Post(static () => { }), null, delay, Timeout.InfiniteTimeSpan);
    }
}
