using System.Collections.Immutable;
using System.Text.Json;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Dispatch;

/// <summary>An injected fault: the calls that it applies to, and its effect.</summary>
/// <param name="Service">The IAM prefix of the service, or * for all services.</param>
/// <param name="Operation">The name of the operation, or * for all operations.</param>
/// <param name="Student">If given, the fault applies only to calls made by this student, or about this student's resources.</param>
/// <param name="Share">The share of calls that the fault applies to, from 0 to 1.</param>
/// <param name="Error">The error code; null if calls are only delayed.</param>
sealed record Fault(
    string Id,
    string Service,
    string Operation,
    string? Student,
    double Share,
    string? Error,
    string? Message,
    int Status,
    double DelaySeconds,
    DateTimeOffset? Until
);

/// <summary>The active faults.</summary>
sealed class FaultPlan(TimeProvider clock)
{
    ImmutableArray<Fault> faults = [];

    public bool IsEmpty => faults.IsEmpty;

    public ImmutableArray<Fault> All => [.. faults.Where(IsOn)];

    public void Add(Fault fault) => ImmutableInterlocked.Update(ref faults, all => [.. all.Where(IsOn), fault]);

    public bool Remove(string id)
    {
        var before = faults.Length;
        ImmutableInterlocked.Update(ref faults, all => [.. all.Where(fault => fault.Id != id)]);
        return faults.Length < before;
    }

    public void Clear() => faults = [];

    /// <summary>Delays the call or throws, if a fault applies to it.</summary>
    public async Task ApplyAsync(Operation operation, object input, Call call)
    {
        foreach (var fault in faults.Where(fault => IsOn(fault) && Means(fault, operation, input, call)))
        {
#pragma warning disable RS0030 // whether a fault applies is random
            if (Random.Shared.NextDouble() >= fault.Share)
                continue;
#pragma warning restore RS0030
            if (fault.DelaySeconds > 0)
                await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds), clock, call.Aborted).ConfigureAwait(false);
            if (fault.Error is { } error)
                throw new AwsException(error, fault.Message ?? "An injected fault", fault.Status);
        }
    }

    bool IsOn(Fault fault) => fault.Until is not { } until || clock.GetUtcNow() < until;

    static bool Means(Fault fault, Operation operation, object input, Call call) =>
        (fault.Service is "*" || fault.Service == operation.Service.Prefix)
        && (fault.Operation is "*" || fault.Operation == operation.Name)
        && (fault.Student is not { } student || Concerns(student, input, call));

    static bool Concerns(string student, object input, Call call)
    {
        if (ContainsNameOf(call.Caller.Arn, student))
            return true;
        return ContainsNameOf(JsonSerializer.Serialize(input, input.GetType(), Storage.Stored.Json), student);
    }

    /// <summary>
    /// Whether a name in the text begins with the student's prefix: user1- does not match within another word, as in xuser1-.
    /// </summary>
    static bool ContainsNameOf(string text, string student)
    {
        for (
            var at = text.IndexOf($"{student}-", StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf($"{student}-", at + 1, StringComparison.Ordinal)
        )
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                return true;
        }
        return text.EndsWith($"/{student}", StringComparison.Ordinal);
    }
}
