using System.Collections.Concurrent;

namespace Classroom.Cloud.Gateway.Limits;

/// <summary>
/// A token bucket for each key. A call takes one token; tokens come back at a steady rate, up to the size of the bucket. This is how AWS
/// limits the rates of its APIs.
/// </summary>
sealed class TokenBuckets<TKey>(double rate, double size, TimeProvider clock)
    where TKey : notnull
{
    /// <summary>Callers that have sent nothing for long have full buckets, which need not be kept.</summary>
    const int MostKept = 20_000;

    readonly ConcurrentDictionary<TKey, Bucket> buckets = new();

    public bool TryTake(TKey key)
    {
        if (buckets.Count > MostKept)
            RemoveFull();
        return buckets.GetOrAdd(key, _ => new(size, clock.GetTimestamp())).TryTake(rate, size, clock);
    }

    void RemoveFull()
    {
        foreach (var (key, bucket) in buckets)
        {
            if (bucket.IsFull(rate, size, clock))
                buckets.TryRemove(key, out _);
        }
    }

    sealed class Bucket(double tokens, long filled)
    {
        public bool TryTake(double rate, double size, TimeProvider clock)
        {
            lock (this)
            {
                Fill(rate, size, clock);
                if (tokens < 1)
                    return false;
                tokens--;
                return true;
            }
        }

        public bool IsFull(double rate, double size, TimeProvider clock)
        {
            lock (this)
            {
                Fill(rate, size, clock);
                return tokens >= size;
            }
        }

        void Fill(double rate, double size, TimeProvider clock)
        {
            var now = clock.GetTimestamp();
            tokens = Math.Min(size, tokens + (clock.GetElapsedTime(filled, now).TotalSeconds * rate));
            filled = now;
        }
    }
}
