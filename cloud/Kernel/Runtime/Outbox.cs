using Classroom.Storage;

namespace Classroom.Cloud.Runtime;

/// <summary>Something left to do, and how often it was tried.</summary>
sealed record Left<T>(T Item, int Attempts);

/// <summary>What has been promised and is not done yet: kept over restarts, tried again with growing pauses until it is done.</summary>
/// <param name="work">Tries once; true when there is nothing more to do.</param>
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

    readonly Table<Left<T>> left = new(database, name);
    readonly CancellationTokenSource stopped = new();

    public void Add(T item)
    {
        var id = ids.Next();
        var entry = new Left<T>(item, 0);
        // Not before it is kept: what is done could else be forgotten before it is remembered.
        database.Atomically(() =>
        {
            left.Put(id, entry);
            database.Afterwards(() => _ = RunAsync(id, entry));
        });
    }

    /// <summary>Takes up what was left when the cloud ended.</summary>
    public void Start()
    {
        foreach (var (id, entry) in left.Rows)
            _ = RunAsync(id, entry);
    }

    public void Stop() => stopped.Cancel();

    async Task RunAsync(string id, Left<T> entry)
    {
        await Task.Yield();
        try
        {
            while (!stopped.IsCancellationRequested)
            {
                if (await work(entry.Item, entry.Attempts).ConfigureAwait(false))
                {
                    await database.PersistAsync(() => left.Remove(id), clock).ConfigureAwait(false);
                    return;
                }
                entry = entry with { Attempts = entry.Attempts + 1 };
                await database.PersistAsync(() => left.Put(id, entry), clock).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(LongestPause, 1 << Math.Min(entry.Attempts - 1, 6))), clock, stopped.Token)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Goes on after the next start.
        }
        catch (Exception exception)
        {
            broken(entry.Item, exception);
            await database.PersistAsync(() => left.Remove(id), clock).ConfigureAwait(false);
        }
    }
}
