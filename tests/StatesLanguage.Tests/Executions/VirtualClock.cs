namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>Time that stands still until a test lets it go on, from one timer to the next.</summary>
sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    readonly PriorityQueue<VirtualTimer, (DateTimeOffset Due, long Order)> timers = new();
    DateTimeOffset now = start;
    long order;

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(() => callback(state));
        timers.Enqueue(timer, (now + dueTime, order++));
        return timer;
    }

    /// <summary>Goes to the next timer; false when there is none.</summary>
    public bool Advance()
    {
        while (timers.TryDequeue(out var timer, out var when))
        {
            if (timer.IsDisposed)
                continue;
            if (when.Due > now)
                now = when.Due;
            timer.Fire();
            return true;
        }
        return false;
    }

    /// <summary>Lets time pass, whatever its timers do.</summary>
    public void Pass(TimeSpan time)
    {
        var until = now + time;
        while (timers.TryPeek(out var timer, out var when) && when.Due <= until)
        {
            if (timer.IsDisposed)
                timers.Dequeue();
            else
                Advance();
        }
        now = until;
    }

    sealed class VirtualTimer(Action fire) : ITimer
    {
        public bool IsDisposed { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
