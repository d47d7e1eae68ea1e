namespace Classroom.Services.Tests;

/// <summary>Time that stands still until a test moves it. Timers fire in their order while it is moved.</summary>
sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    readonly Lock gate = new();
    readonly List<ManualTimer> timers = [];
    DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when somebody waits for the clock.</summary>
    public async Task AwaitedAsync(CancellationToken late)
    {
        while (!IsAwaited())
        {
            late.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    bool IsAwaited()
    {
        lock (gate)
            return timers.Count > 0;
    }

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (NextUntil(until) is { } timer)
            timer.Fire();
        lock (gate)
            now = until;
    }

    /// <summary>Moves time to the next timer that is due by then, and takes the timer out or sets it again.</summary>
    ManualTimer? NextUntil(DateTimeOffset until)
    {
        lock (gate)
        {
            if (timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due) is not { } next)
                return null;
            if (next.Due > now)
                now = next.Due;
            if (next.Period > TimeSpan.Zero)
                next.Due += next.Period;
            else
                timers.Remove(next);
            return next;
        }
    }

    sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                (Due, Period) = (clock.now + dueTime, period);
                if (dueTime > TimeSpan.Zero)
                    clock.timers.Add(this);
            }
            if (dueTime == TimeSpan.Zero)
                ThreadPool.QueueUserWorkItem(_ => fire());
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
