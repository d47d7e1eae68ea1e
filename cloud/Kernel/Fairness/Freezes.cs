using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Fairness;

/// <summary>A student of whom nothing runs and nothing is accepted until the instructor thaws the student.</summary>
sealed record Freeze(string Student, string Reason, DateTimeOffset Since);

/// <summary>Stores which students are frozen.</summary>
sealed class Freezes(Database database, TimeProvider clock) : IStore
{
    readonly Table<Freeze> freezes = new(database, "kernel.freezes");
    volatile TaskCompletionSource thawed = NewThaw();

    public IEnumerable<Freeze> All => freezes.All;

    /// <summary>Called after a student has been thawed.</summary>
    public event Action<Owner>? Thawed;

    public bool IsFrozen(Owner owner) => freezes.Count > 0 && freezes.Has(owner.Name);

    public Task PutAsync(Owner owner, string reason) =>
        database.KeepAsync(() => freezes.Put(owner.Name, new(owner.Name, reason, clock.GetUtcNow())));

    /// <summary>Returns false if the student was not frozen.</summary>
    public async Task<bool> RemoveAsync(Owner owner)
    {
        if (!IsFrozen(owner))
            return false;
        await database.KeepAsync(() => freezes.Remove(owner.Name)).ConfigureAwait(false);
        Interlocked.Exchange(ref thawed, NewThaw()).SetResult();
        Thawed?.Invoke(owner);
        return true;
    }

    /// <summary>Throws if the caller's student is frozen.</summary>
    public void Check(Service service, Caller caller)
    {
        if (freezes.Count > 0 && freezes.Find(Owner.Of(caller).Name) is { } freeze)
            throw new AwsException(service.AccessDenied, Sentence(freeze, caller.Arn), service.AccessDeniedStatus);
    }

    /// <summary>Completes when the owner is not frozen.</summary>
    public async Task WaitAsync(Owner owner, CancellationToken stopped)
    {
        while (true)
        {
            var next = thawed.Task;
            if (!IsFrozen(owner))
                return;
            await next.WaitAsync(stopped).ConfigureAwait(false);
        }
    }

    static string Sentence(Freeze freeze, string caller) =>
        $"{caller} is frozen by the instructor since {freeze.Since:HH:mm} UTC: {freeze.Reason}. Nothing of {freeze.Student} runs or "
        + $"changes until the instructor thaws it.";

    static TaskCompletionSource NewThaw() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
