using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Delivery;

/// <summary>A task of the outbox, with the number of its failed attempts and the time of the next attempt.</summary>
sealed record OutboxEntry<T>(T Item, int Attempts, DateTimeOffset Due = default);

/// <summary>
/// Tasks that must be done, stored so that they survive a restart. A failed task is retried with growing pauses until it succeeds. A task
/// is never removed because of an error of the cloud itself: it waits for the disk, or for the next start.
/// </summary>
/// <param name="ownerOf">
/// The owner of a task. Only a few attempts of a student run at the same time, and none while the student is frozen.
/// </param>
/// <param name="work">Makes one attempt; gets the number of failed attempts.</param>
/// <param name="turn">Completes when a task may be tried, for tasks that have an order.</param>
/// <param name="pause">The pause after a number of failed attempts. By default it doubles, up to a minute.</param>
sealed class Outbox<T>(
    Database database,
    string name,
    RequestIds ids,
    TimeProvider clock,
    Freezes freezes,
    Func<T, Owner> ownerOf,
    Func<T, int, Task<Attempt>> work,
    Action<T, Exception> broken,
    Func<int, TimeSpan>? pause = null,
    Func<T, Task>? turn = null
)
    where T : class
{
    const int LongestPause = 60;
    const int MostOfStudent = 16;

    readonly Table<OutboxEntry<T>> entries = new(database, name);
    readonly OwnerGates gates = new(MostOfStudent);
    readonly CancellationTokenSource stopped = new();

    public void Add(T item)
    {
        var id = ids.Next();
        var entry = new OutboxEntry<T>(item, 0);
        // The task starts only after it is in the file. Otherwise a fast task could remove its row before the row is stored.
        database.Atomically(() =>
        {
            entries.Put(id, entry);
            database.Afterwards(() => _ = RunAsync(id, entry));
        });
    }

    /// <summary>Continues the tasks that were unfinished when the cloud stopped.</summary>
    public void Start()
    {
        foreach (var (id, entry) in entries.Rows)
            _ = RunAsync(id, entry);
    }

    /// <summary>The tasks that are not done yet.</summary>
    public IEnumerable<T> Unfinished => entries.All.Select(entry => entry.Item);

    public void Stop() => stopped.Cancel();

    async Task RunAsync(string id, OutboxEntry<T> entry)
    {
        await Task.Yield();
        try
        {
            if (turn is not null)
                await turn(entry.Item).WaitAsync(stopped.Token).ConfigureAwait(false);
            while (!stopped.IsCancellationRequested)
            {
                if (entry.Due - clock.GetUtcNow() is { Ticks: > 0 } wait)
                    await Task.Delay(wait, clock, stopped.Token).ConfigureAwait(false);
                var attempt = await AttemptAsync(entry).ConfigureAwait(false);
                if (attempt.IsDone)
                {
                    await database.PersistAsync(() => entries.Remove(id), clock).ConfigureAwait(false);
                    return;
                }
                var attempts = attempt.Waits is null ? entry.Attempts + 1 : entry.Attempts;
                entry = entry with { Attempts = attempts, Due = clock.GetUtcNow() + (attempt.Waits ?? (pause ?? Doubling)(attempts)) };
                await database.PersistAsync(() => entries.Put(id, entry), clock).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The cloud is stopping. The task continues after the next start.
        }
        catch (Exception exception)
        {
            broken(entry.Item, exception);
        }
    }

    async Task<IDisposable?> TurnAsync(Owner owner)
    {
        // What belongs to the class waits for nobody.
        if (owner.IsClass)
            return null;
        while (true)
        {
            await freezes.WaitAsync(owner, stopped.Token).ConfigureAwait(false);
            var entered = await gates.EnterAsync(owner, stopped.Token).ConfigureAwait(false);
            if (!freezes.IsFrozen(owner))
                return entered;
            entered.Dispose();
        }
    }

    /// <summary>Makes one attempt. A full disk is not a failure of the task, so the attempt is repeated until there is space.</summary>
    async Task<Attempt> AttemptAsync(OutboxEntry<T> entry)
    {
        using var turn = await TurnAsync(ownerOf(entry.Item)).ConfigureAwait(false);
        while (true)
        {
            try
            {
                return await work(entry.Item, entry.Attempts).ConfigureAwait(false);
            }
            catch (NotWrittenException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stopped.Token).ConfigureAwait(false);
            }
        }
    }

    static TimeSpan Doubling(int attempts) => TimeSpan.FromSeconds(Math.Min(LongestPause, 1 << Math.Min(attempts - 1, 6)));
}
