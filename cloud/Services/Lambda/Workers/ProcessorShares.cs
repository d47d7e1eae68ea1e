using System.Collections.Concurrent;
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
    /// <summary>A worker with more processes is slowed before they have used much.</summary>
    const int MostProcesses = 8;

    readonly ConcurrentDictionary<Owner, ProcessorLoad> loads = new();
    Dictionary<string, (TimeSpan Running, TimeSpan Waiting)> known = [];
    long looked = Stopwatch.GetTimestamp();

    public bool IsSlowed(Owner owner) => loads.TryGetValue(owner, out var load) && load.IsSlowed;

    public void Look(IEnumerable<WorkerProcess> workers)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var now = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(looked, now);
        looked = now;
        var times = new Dictionary<string, (TimeSpan Running, TimeSpan Waiting)>();
        var byOwner = workers.Where(worker => worker.Pool is { Owner.IsClass: false }).ToLookup(worker => worker.Pool!.Owner);
        foreach (var owner in byOwner.Select(group => group.Key).Union(loads.Keys).ToList())
        {
            var load = loads.GetOrAdd(owner, _ => new(Environment.ProcessorCount));
            var (running, waiting) = (TimeSpan.Zero, TimeSpan.Zero);
            foreach (var worker in byOwner[owner])
            {
                var time = times[worker.Id] = (worker.Usage.Processor, load.IsSlowed ? worker.WaitingTime() : TimeSpan.Zero);
                var before = known.GetValueOrDefault(worker.Id, (Running: worker.UsedBefore, Waiting: TimeSpan.Zero));
                running += Grown(before.Running, time.Running);
                // The time of waiting is read only while the student is slowed.
                if (before.Waiting > TimeSpan.Zero)
                    waiting += Grown(before.Waiting, time.Waiting);
            }
            load.Add(running, waiting, elapsed);
            foreach (var worker in byOwner[owner])
                worker.Slow(load.IsSlowed || worker.Usage.Processes > MostProcesses);
            if (load.IsNothing && !byOwner.Contains(owner))
                loads.TryRemove(owner, out _);
        }
        known = times;
    }

    /// <summary>A sum over processes shrinks when one of them ends.</summary>
    static TimeSpan Grown(TimeSpan before, TimeSpan now) => now > before ? now - before : TimeSpan.Zero;
}
