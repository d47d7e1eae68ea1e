using System.Collections.Concurrent;
using Classroom.Cloud.Api;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

/// <summary>Limits how many invocations a student, and a function with reserved concurrency, has at the same time.</summary>
sealed class Concurrency(Freezes freezes, CloudSettings settings)
{
    readonly ConcurrentDictionary<string, int> ofFunction = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<Owner, int> ofOwner = new();
    readonly double mostOfOwner = Quotas.ConcurrentInvocations(settings.QuotaScale);

    /// <summary>Admits an invocation until the result is disposed, or throws Lambda's error for too many invocations.</summary>
    public Admitted Admit(Function function)
    {
        var owner = Owner.Of(function.Name);
        if (function.ReservedConcurrency == 0 || freezes.IsFrozen(owner))
            throw Refused("ReservedFunctionConcurrentInvocationLimitExceeded");
        var admitted = new Admitted(this, function.Name, owner);
        if (ofFunction.AddOrUpdate(function.Name, 1, (_, count) => count + 1) > (function.ReservedConcurrency ?? int.MaxValue))
        {
            ofFunction.AddOrUpdate(function.Name, 0, (_, count) => count - 1);
            throw Refused("ReservedFunctionConcurrentInvocationLimitExceeded");
        }
        if (ofOwner.AddOrUpdate(owner, 1, (_, count) => count + 1) > mostOfOwner && !owner.IsClass)
        {
            admitted.Dispose();
            throw Refused("ConcurrentInvocationLimitExceeded");
        }
        return admitted;
    }

    static AwsException Refused(string reason) =>
        new("TooManyRequestsException", "Rate Exceeded.", 429) { Details = new Dictionary<string, object> { ["Reason"] = reason } };

    public readonly struct Admitted(Concurrency concurrency, string function, Owner owner) : IDisposable
    {
        public void Dispose()
        {
            concurrency.ofFunction.AddOrUpdate(function, 0, (_, count) => count - 1);
            concurrency.ofOwner.AddOrUpdate(owner, 0, (_, count) => count - 1);
        }
    }
}
