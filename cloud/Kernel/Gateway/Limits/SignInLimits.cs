using System.Collections.Concurrent;
using System.Net;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Gateway.Limits;

/// <summary>
/// Slows down an address that sends wrong signatures for an access key, and then refuses it for a time. Other addresses are not
/// affected, so nobody can lock a student out from elsewhere.
/// </summary>
sealed class SignInLimits(TimeProvider clock)
{
    /// <summary>Mistakes happen: a wrong copy of a secret is told at once.</summary>
    public const int Free = 5;

    public const int Most = 20;

    const int MostKept = 20_000;

    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<(IPAddress Address, string Key), (int Count, DateTimeOffset Last)> failures = new();

    public void Check(Service? service, IPAddress address, string key)
    {
        if (Failures(address, key) >= Most)
            throw RequestLimits.TooMany(service);
    }

    public void Succeeded(IPAddress address, string key)
    {
        if (!failures.IsEmpty)
            failures.TryRemove((address, key), out _);
    }

    /// <summary>Counts a failure, and waits longer with each of them.</summary>
    public Task FailedAsync(IPAddress address, string key, CancellationToken aborted)
    {
        if (failures.Count >= MostKept)
            Forget();
        var now = clock.GetUtcNow();
        var count = failures
            .AddOrUpdate((address, key), _ => (1, now), (_, before) => (now - before.Last > Memory ? 1 : before.Count + 1, now))
            .Count;
        if (count <= Free)
            return Task.CompletedTask;
        var pause = FirstPause * Math.Pow(2, Math.Min(count - Free, 10));
        return Task.Delay(pause < LongestPause ? pause : LongestPause, clock, aborted);
    }

    int Failures(IPAddress address, string key) =>
        failures.TryGetValue((address, key), out var known) && clock.GetUtcNow() - known.Last <= Memory ? known.Count : 0;

    void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (who, known) in failures)
        {
            if (now - known.Last > Memory)
                failures.TryRemove(who, out _);
        }
        // Addresses with thousands of invented keys: what is forgotten is only a short wait.
        if (failures.Count >= MostKept)
            failures.Clear();
    }
}
