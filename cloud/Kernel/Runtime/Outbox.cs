using Classroom.Storage;

namespace Classroom.Cloud.Runtime;

/// <summary>A task of the outbox, with the number of its failed attempts.</summary>
sealed record OutboxEntry<T>(T Item, int Attempts);

/// <summary>
/// Tasks that must be done, stored so that they survive a restart. A failed task is retried with growing pauses until it succeeds.
/// </summary>
/// <param name="work">Makes one attempt; returns true when nothing is left to do.</param>
sealed class Outbox<T>(
    Database database,
    string name,
    RequestIds ids,
    TimeProvider clock,
    Func<T, int, Task<bool>> work,
    Action<T, Exception> broken
)
    where T : class
{
    const int LongestPause = 60;

    readonly Table<OutboxEntry<T>> entries = new(database, name);
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

    public void Stop() => stopped.Cancel();

    async Task RunAsync(string id, OutboxEntry<T> entry)
    {
        await Task.Yield();
        try
        {
            while (!stopped.IsCancellationRequested)
            {
                if (await work(entry.Item, entry.Attempts).ConfigureAwait(false))
                {
                    await database.PersistAsync(() => entries.Remove(id), clock).ConfigureAwait(false);
                    return;
                }
                entry = entry with { Attempts = entry.Attempts + 1 };
                await database.PersistAsync(() => entries.Put(id, entry), clock).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(LongestPause, 1 << Math.Min(entry.Attempts - 1, 6))), clock, stopped.Token)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The cloud is stopping. The task continues after the next start.
        }
        catch (Exception exception)
        {
            broken(entry.Item, exception);
            await database.PersistAsync(() => entries.Remove(id), clock).ConfigureAwait(false);
        }
    }
}
