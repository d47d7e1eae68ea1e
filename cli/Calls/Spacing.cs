using System.Collections.Concurrent;

namespace Classroom.Cli.Calls;

/// <summary>
/// Spaces the calls of an operation after the cloud has throttled one of them: the gap between two calls doubles, and becomes a little
/// smaller with each call that goes through. All calls of the operation wait in one line, so that none is overtaken until it fails.
/// </summary>
sealed class Spacing(TimeProvider clock)
{
    static readonly TimeSpan Smallest = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Widest = TimeSpan.FromSeconds(2);

    const double Recovery = 0.95;

    readonly ConcurrentDictionary<(string Service, string? Operation), Line> lines = new();

    sealed class Line
    {
        public Lock Gate { get; } = new();

        public TimeSpan Gap { get; set; }

        /// <summary>When the next call may go.</summary>
        public DateTimeOffset Next { get; set; }

        /// <summary>When the gap became wider.</summary>
        public DateTimeOffset Widened { get; set; }
    }

    /// <summary>Completes when the call may go; returns the time.</summary>
    public async Task<DateTimeOffset> WaitAsync(string service, string? operation)
    {
        var line = lines.GetOrAdd((service, operation), _ => new());
        TimeSpan pause;
        lock (line.Gate)
        {
            var now = clock.GetUtcNow();
            if (line.Gap == TimeSpan.Zero)
                return now;
            var turn = line.Next > now ? line.Next : now;
            (line.Next, pause) = (turn + line.Gap, turn - now);
        }
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, clock).ConfigureAwait(false);
        return clock.GetUtcNow();
    }

    /// <param name="began">When the call went. Calls from before the gap became wider say nothing about the new gap.</param>
    public void Widen(string service, string? operation, DateTimeOffset began)
    {
        var line = lines[(service, operation)];
        lock (line.Gate)
        {
            if (began < line.Widened)
                return;
            var wider = line.Gap < Smallest ? Smallest : line.Gap * 2;
            line.Gap = wider < Widest ? wider : Widest;
            line.Widened = clock.GetUtcNow();
            if (line.Next < line.Widened + line.Gap)
                line.Next = line.Widened + line.Gap;
        }
    }

    public void Narrow(string service, string? operation)
    {
        var line = lines[(service, operation)];
        lock (line.Gate)
        {
            line.Gap *= Recovery;
            if (line.Gap < Smallest)
                line.Gap = TimeSpan.Zero;
        }
    }
}
