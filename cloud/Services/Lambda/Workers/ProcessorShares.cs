using System.Diagnostics;
using Classroom.Cloud.Fairness;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>
/// Lets the functions of a student who uses more than a share of the processors run only when nothing else wants to, until they need less.
/// Nobody is slowed by functions that compute for long, and they still use a machine that has nothing else to do. Linux only: other systems
/// have no priority for a tree of processes.
/// </summary>
sealed class ProcessorShares
{
    readonly Dictionary<Owner, ProcessorLoad> loads = [];
    Dictionary<string, (TimeSpan Running, TimeSpan Waiting)> known = [];
    long looked = Stopwatch.GetTimestamp();

    public void Look(IEnumerable<WorkerProcess> workers)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var now = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(looked, now);
        looked = now;
        var times = new Dictionary<string, (TimeSpan Running, TimeSpan Waiting)>();
        var byOwner = workers.Where(worker => worker.Pool is { Owner.IsClass: false }).ToLookup(worker => worker.Pool!.Owner);
        foreach (var owner in byOwner)
        {
            if (!loads.TryGetValue(owner.Key, out var load))
                loads[owner.Key] = load = new(Environment.ProcessorCount);
            var (running, waiting) = (TimeSpan.Zero, TimeSpan.Zero);
            foreach (var worker in owner)
            {
                var time = times[worker.Id] = (worker.Usage.Processor, load.IsSlowed ? worker.WaitingTime() : TimeSpan.Zero);
                // What a process used before it was given to the function is not the student's.
                if (!known.TryGetValue(worker.Id, out var before))
                    continue;
                running += Grown(before.Running, time.Running);
                // The time of waiting is read only while the student is slowed.
                if (before.Waiting > TimeSpan.Zero)
                    waiting += Grown(before.Waiting, time.Waiting);
            }
            load.Add(running, waiting, elapsed);
            foreach (var worker in owner)
                worker.Slow(load.IsSlowed);
        }
        known = times;
        foreach (var gone in loads.Keys.Where(owner => !byOwner.Contains(owner)).ToList())
            loads.Remove(gone);
    }

    /// <summary>A sum over processes shrinks when one of them ends.</summary>
    static TimeSpan Grown(TimeSpan before, TimeSpan now) => now > before ? now - before : TimeSpan.Zero;
}
