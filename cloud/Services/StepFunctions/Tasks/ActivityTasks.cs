using System.Collections.Concurrent;
using Classroom.StatesLanguage.Executions;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The tasks of activities, which wait for a worker.</summary>
sealed class ActivityTasks(TimeProvider clock)
{
    readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);

    public void Offer(TaskCall call) => lines.GetOrAdd(call.Resource.Arn, _ => new()).Add(call);

    public void Withdraw(TaskCall call)
    {
        if (lines.TryGetValue(call.Resource.Arn, out var line))
            line.Remove(call);
    }

    /// <summary>Takes the next task of an activity; null if none arrives within the given time.</summary>
    public async Task<TaskCall?> TakeAsync(string arn, TimeSpan longest, CancellationToken aborted)
    {
        var line = lines.GetOrAdd(arn, _ => new());
        var until = clock.GetUtcNow() + longest;
        while (true)
        {
            var (call, arrival) = line.Take();
            if (call is not null)
                return call;
            var left = until - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return null;
            await Task.WhenAny(arrival, Task.Delay(left, clock, aborted)).ConfigureAwait(false);
            aborted.ThrowIfCancellationRequested();
        }
    }

    sealed class Line
    {
        readonly Lock gate = new();
        readonly LinkedList<TaskCall> calls = new();
        TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Add(TaskCall call)
        {
            lock (gate)
            {
                calls.AddLast(call);
                arrival.TrySetResult();
                arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public void Remove(TaskCall call)
        {
            lock (gate)
                calls.Remove(call);
        }

        public (TaskCall? Call, Task Arrival) Take()
        {
            lock (gate)
            {
                if (calls.First is not { } first)
                    return (null, arrival.Task);
                calls.RemoveFirst();
                return (first.Value, arrival.Task);
            }
        }
    }
}
