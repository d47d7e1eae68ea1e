namespace Classroom.Cloud.Fairness;

/// <summary>
/// Lets a few pieces of work of each owner run at the same time. The others of that owner wait, in their order; other owners do not.
/// </summary>
sealed class OwnerGates(int most)
{
    readonly Lock gate = new();
    readonly Dictionary<Owner, Line> lines = [];

    /// <summary>Completes when the work may run. Disposing the result lets the next piece run.</summary>
    public async Task<IDisposable> EnterAsync(Owner owner, CancellationToken stopped)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (!lines.TryGetValue(owner, out var line))
                lines[owner] = line = new();
            if (line.Running < most)
            {
                line.Running++;
                turn.SetResult();
            }
            else
            {
                line.Waiting.Enqueue(turn);
            }
        }
        await using var canceled = stopped.Register(() => turn.TrySetCanceled(stopped)).ConfigureAwait(false);
        await turn.Task.ConfigureAwait(false);
        return new Entered(this, owner);
    }

    void Leave(Owner owner)
    {
        lock (gate)
        {
            var line = lines[owner];
            // A turn that was canceled while it waited is skipped.
            while (line.Waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                    return;
            }
            if (--line.Running == 0)
                lines.Remove(owner);
        }
    }

    sealed class Line
    {
        public int Running { get; set; }

        public Queue<TaskCompletionSource> Waiting { get; } = new();
    }

    sealed class Entered(OwnerGates gates, Owner owner) : IDisposable
    {
        bool hasLeft;

        public void Dispose()
        {
            if (hasLeft)
                return;
            hasLeft = true;
            gates.Leave(owner);
        }
    }
}
