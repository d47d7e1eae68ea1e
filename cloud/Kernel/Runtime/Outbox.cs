using Classroom.Storage;

namespace Classroom.Cloud.Runtime;

/// <summary>A task of the outbox, with the number of its failed attempts and the time of the next attempt.</summary>
sealed record OutboxEntry<T>(T Item, int Attempts, DateTimeOffset Due = default);

/// <summary>
/// Tasks that must be done, stored so that they survive a restart. A failed task is retried with growing pauses until it succeeds. A task
/// is never removed because of an error of the cloud itself: it waits for the disk, or for the next start.
/// </summary>
/// <param name="work">Makes one attempt; returns true when nothing is left to do.</param>
/// <param name="pause">The pause after a number of failed attempts. By default it doubles, up to a minute.</param>
sealed class Outbox<T>(
    Database database,
    string name,
    RequestIds ids,
    TimeProvider clock,
    Func<T, int, Task<bool>> work,
    Action<T, Exception> broken,
    Func<int, TimeSpan>? pause = null
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
                if (entry.Due - clock.GetUtcNow() is { Ticks: > 0 } wait)
                    await Task.Delay(wait, clock, stopped.Token).ConfigureAwait(false);
                if (await AttemptAsync(entry).ConfigureAwait(false))
                {
                    await database.PersistAsync(() => entries.Remove(id), clock).ConfigureAwait(false);
                    return;
                }
                var attempts = entry.Attempts + 1;
                entry = entry with { Attempts = attempts, Due = clock.GetUtcNow() + (pause ?? Doubling)(attempts) };
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

    /// <summary>Makes one attempt. A full disk is not a failure of the task, so the attempt is repeated until there is space.</summary>
    async Task<bool> AttemptAsync(OutboxEntry<T> entry)
    {
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
