using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Fairness;

/// <summary>
/// Runs short pieces of background work on a few threads. Owners take turns: an owner with a thousand pieces waits as long for its next
/// turn as an owner with one piece. One owner never occupies all threads, so that a long piece delays nobody else.
/// </summary>
sealed partial class FairScheduler : IDisposable
{
    static readonly int Threads = Math.Max(2, Environment.ProcessorCount);

    readonly object gate = new();
    readonly Dictionary<Owner, Line> lines = [];
    readonly Queue<Line> turns = new();
    readonly HashSet<Owner> exempt = [];
    readonly Freezes freezes;
    readonly ILogger<FairScheduler> logger;
    bool hasStarted;
    bool isStopped;

    public FairScheduler(Freezes freezes, ILogger<FairScheduler> logger)
    {
        (this.freezes, this.logger) = (freezes, logger);
        freezes.Thawed += GoOn;
    }

    public void Dispose()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
        }
    }

    public void Post(Owner owner, Action piece)
    {
        lock (gate)
        {
            Start();
            if (!lines.TryGetValue(owner, out var line))
                lines[owner] = line = new(owner);
            line.Pieces.Enqueue(piece);
            TakeTurn(line);
        }
    }

    /// <summary>Lets the work of a frozen owner run until the result is disposed, so that it can be ended.</summary>
    public IDisposable Exempt(Owner owner)
    {
        lock (gate)
            exempt.Add(owner);
        GoOn(owner);
        return new Exemption(this, owner);
    }

    void GoOn(Owner owner)
    {
        lock (gate)
        {
            if (lines.TryGetValue(owner, out var line))
                TakeTurn(line);
        }
    }

    void Start()
    {
        if (hasStarted)
            return;
        hasStarted = true;
        for (var number = 1; number <= Threads; number++)
            new Thread(Work) { IsBackground = true, Name = $"fair scheduler {number}" }.Start();
    }

    // A line takes part in the turns as long as it has work and may occupy one more thread.
    void TakeTurn(Line line)
    {
        if (line.IsInTurns || line.Pieces.Count == 0 || line.Running >= Threads - 1)
            return;
        if (freezes.IsFrozen(line.Owner) && !exempt.Contains(line.Owner))
            return;
        line.IsInTurns = true;
        turns.Enqueue(line);
        Monitor.Pulse(gate);
    }

    void Work()
    {
        while (Next() is var (line, piece))
        {
            try
            {
                piece();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Failed(line.Owner, exception);
            }
            lock (gate)
            {
                line.Running--;
                TakeTurn(line);
                if (line is { Running: 0, Pieces.Count: 0 })
                    lines.Remove(line.Owner);
            }
        }
    }

    (Line Line, Action Piece)? Next()
    {
        lock (gate)
        {
            while (turns.Count == 0 && !isStopped)
                Monitor.Wait(gate);
            if (isStopped)
                return null;
            var line = turns.Dequeue();
            line.IsInTurns = false;
            var piece = line.Pieces.Dequeue();
            line.Running++;
            TakeTurn(line);
            return (line, piece);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Background work of {Owner} failed; this is a bug")]
    partial void Failed(Owner owner, Exception exception);

    sealed class Exemption(FairScheduler scheduler, Owner owner) : IDisposable
    {
        public void Dispose()
        {
            lock (scheduler.gate)
                scheduler.exempt.Remove(owner);
        }
    }

    sealed class Line(Owner owner)
    {
        public Owner Owner => owner;

        public Queue<Action> Pieces { get; } = new();

        public int Running { get; set; }

        public bool IsInTurns { get; set; }
    }
}
