using System.Collections.Concurrent;

namespace Classroom.Cloud.Fairness;

/// <summary>A bucket of tokens: each call takes one, and each second adds some, up to the size of the bucket.</summary>
readonly record struct Rate(double Bucket, double Refill)
{
    public static Rate Unlimited { get; } = new(double.PositiveInfinity, double.PositiveInfinity);
}

/// <summary>A token bucket for each key, full at the beginning. This is how AWS limits the rates of its APIs.</summary>
/// <param name="rateOf">The rate of a key, which does not change.</param>
sealed class TokenBuckets<TKey>(Func<TKey, Rate> rateOf, TimeProvider clock)
    where TKey : notnull
{
    /// <summary>Callers that have sent nothing for long have full buckets, which need not be kept.</summary>
    const int MostKept = 20_000;

    readonly ConcurrentDictionary<TKey, Bucket> buckets = new();

    public bool TryTake(TKey key)
    {
        if (buckets.Count > MostKept)
            RemoveFull();
        return buckets.GetOrAdd(key, _ => new(rateOf(key), clock.GetTimestamp())).TryTake(clock);
    }

    void RemoveFull()
    {
        foreach (var (key, bucket) in buckets)
        {
            if (bucket.IsFull(clock))
                buckets.TryRemove(key, out _);
        }
    }

    sealed class Bucket(Rate rate, long filled)
    {
        readonly Lock gate = new();
        double tokens = rate.Bucket;

        public bool TryTake(TimeProvider clock)
        {
            lock (gate)
            {
                Fill(clock);
                if (tokens < 1)
                    return false;
                tokens--;
                return true;
            }
        }

        public bool IsFull(TimeProvider clock)
        {
            lock (gate)
            {
                Fill(clock);
                return tokens >= rate.Bucket;
            }
        }

        void Fill(TimeProvider clock)
        {
            // Infinity times zero seconds is not a number.
            if (rate == Rate.Unlimited)
                return;
            var now = clock.GetTimestamp();
            tokens = Math.Min(rate.Bucket, tokens + (clock.GetElapsedTime(filled, now).TotalSeconds * rate.Refill));
            filled = now;
        }
    }
}
