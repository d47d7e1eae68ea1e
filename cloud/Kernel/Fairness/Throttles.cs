using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Fairness;

/// <summary>Limits the rates at which a student's identities, workflows, functions and rules call operations.</summary>
sealed class Throttles(CloudSettings settings, TimeProvider clock)
{
    readonly TokenBuckets<(Owner Owner, string Service, string Operation)> buckets = new(
        key => Quotas.Of(key.Service, key.Operation, settings.QuotaScale) ?? Rate.Unlimited,
        clock
    );

    /// <summary>Takes a token of the caller's student, or throws the service's error for too many requests.</summary>
    public void Take(Service service, string operation, Caller caller)
    {
        var owner = Owner.Of(caller);
        if (!owner.IsClass && settings.QuotaScale > 0 && !buckets.TryTake((owner, service.Prefix, operation)))
            throw service.Throttled;
    }
}
