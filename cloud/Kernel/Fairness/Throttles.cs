using System.Collections.Concurrent;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Fairness;

/// <summary>Limits the rates at which a student's identities, workflows, functions and rules call operations.</summary>
sealed class Throttles(CloudSettings settings, TimeProvider clock)
{
    readonly ConcurrentDictionary<(Owner Owner, string Service, string Operation), TokenBucket> buckets = new();

    /// <summary>Takes a token of the caller's student, or throws the service's error for too many requests.</summary>
    public void Take(Service service, string operation, Caller caller)
    {
        var owner = Owner.Of(caller);
        if (owner.IsClass || settings.QuotaScale == 0)
            return;
        var bucket = buckets.GetOrAdd(
            (owner, service.Prefix, operation),
            static (key, scale) =>
                new(Quotas.Of(key.Service, key.Operation, scale) ?? new(double.PositiveInfinity, double.PositiveInfinity)),
            settings.QuotaScale
        );
        if (!bucket.TryTake(clock.GetUtcNow()))
            throw service.Throttled;
    }
}

/// <summary>A bucket of tokens, full at the beginning.</summary>
sealed class TokenBucket(Rate rate)
{
    readonly Lock gate = new();
    double tokens = rate.Bucket;
    DateTimeOffset last = DateTimeOffset.MinValue;

    public bool TryTake(DateTimeOffset now)
    {
        lock (gate)
        {
            if (last != DateTimeOffset.MinValue && now > last)
                tokens = Math.Min(rate.Bucket, tokens + ((now - last).TotalSeconds * rate.Refill));
            last = now;
            if (tokens < 1)
                return false;
            tokens--;
            return true;
        }
    }
}
