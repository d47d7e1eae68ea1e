using System.Collections.Immutable;
using System.Text.Json;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Dispatch;

/// <summary>A fault on purpose: which calls meet it, and what happens to them.</summary>
/// <param name="Service">The service in the names of actions, or * for all.</param>
/// <param name="Operation">The operation's name, or * for all.</param>
/// <param name="Student">Only calls about this student's resources, or made by them.</param>
/// <param name="Share">From 0 to 1: how many of the calls.</param>
/// <param name="Error">The code of an error; null where calls are only slow.</param>
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

/// <summary>The faults that are on, and who meets them.</summary>
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

    /// <summary>Waits or throws, if the call is one that a fault is meant for.</summary>
    public async Task MeetAsync(Operation operation, object input, Call call)
    {
        foreach (var fault in faults.Where(fault => IsOn(fault) && Means(fault, operation, input, call)))
        {
#pragma warning disable RS0030 // a fault is chance
            if (Random.Shared.NextDouble() >= fault.Share)
                continue;
#pragma warning restore RS0030
            if (fault.DelaySeconds > 0)
                await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds), clock, call.Aborted).ConfigureAwait(false);
            if (fault.Error is { } error)
                throw new AwsException(error, fault.Message ?? "A fault on purpose", fault.Status);
        }
    }

    bool IsOn(Fault fault) => fault.Until is not { } until || clock.GetUtcNow() < until;

    static bool Means(Fault fault, Operation operation, object input, Call call) =>
        (fault.Service is "*" || fault.Service == operation.Service.Prefix)
        && (fault.Operation is "*" || fault.Operation == operation.Name)
        && (fault.Student is not { } student || Concerns(student, input, call));

    static bool Concerns(string student, object input, Call call)
    {
        if (Names(call.Caller.Arn, student))
            return true;
        return Names(JsonSerializer.Serialize(input, input.GetType(), Storage.Stored.Json), student);
    }

    /// <summary>user1- as the beginning of a name: not within another, as in user11-.</summary>
    static bool Names(string text, string student)
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
