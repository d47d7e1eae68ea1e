namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// The moments that an execution waits for, and one timer of the host's clock for the first of them. Only the mailbox of the execution
/// uses the timers, therefore they need no lock.
/// </summary>
/// <param name="post">Puts an action into the mailbox of the execution.</param>
sealed class ExecutionTimers(TimeProvider clock, Action<Action> post)
{
    /// <summary>A timer of .NET takes at most 49 days. A longer wait needs several timers, one after the other.</summary>
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    readonly PriorityQueue<Action, DateTimeOffset> waiting = new();
    ITimer? timer;
    DateTimeOffset timerAt = DateTimeOffset.MaxValue;
    bool isStopped;

    public void At(DateTimeOffset moment, Action action) => waiting.Enqueue(action, moment);

    /// <summary>Sets the timer for the first moment. An execution needs it at rest alone, and most executions never wait.</summary>
    public void Arm()
    {
        if (isStopped || !waiting.TryPeek(out _, out var next) || next >= timerAt)
            return;
        timerAt = next;
        var delay = next - clock.GetUtcNow();
        timer?.Dispose();
        delay =
            delay < TimeSpan.Zero ? TimeSpan.Zero
            : delay > LongestTimer ? LongestTimer
            : delay;
        timer = clock.CreateTimer(_ => post(RunDue), null, delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Runs the actions whose moments have come.</summary>
    public void RunDue()
    {
        timerAt = DateTimeOffset.MaxValue;
        while (!isStopped && waiting.TryPeek(out var action, out var moment) && moment <= clock.GetUtcNow())
        {
            waiting.Dequeue();
            action();
        }
    }

    public void Stop()
    {
        isStopped = true;
        waiting.Clear();
        timer?.Dispose();
    }
}
