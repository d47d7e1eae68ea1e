using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Stacks;

/// <summary>The result of a step.</summary>
enum ChangeOutcome
{
    Done,

    /// <summary>The resource already had the planned inputs.</summary>
    Same,

    Failed,

    /// <summary>A resource that this resource needs has failed.</summary>
    Skipped,
}

/// <summary>A change that failed, and the reason.</summary>
sealed record Failure(Change Change, string Reason);

/// <summary>The result of a change set.</summary>
sealed record Result(ImmutableArray<Failure> Failures, int Skipped)
{
    public bool IsWhole => Failures.IsEmpty && Skipped == 0;
}

/// <summary>
/// Runs the steps of a change set in parallel, each after the steps that it needs. A failed step stops only the steps that need it. The
/// state is written before and after each step, so that after a crash the next command knows which resources may exist.
/// </summary>
sealed class Converger(StackState state, LocalCloud cloud, TimeProvider clock, Action<Change, ChangeOutcome> report)
{
    const int Parallel = 48;

    readonly ConcurrentQueue<Failure> failures = new();

    /// <summary>Resources that were replaced while others still used them; they are removed when nobody does.</summary>
    readonly ConcurrentQueue<(Change Change, ResourceState Left)> postponed = new();
    readonly ConcurrentDictionary<ResourceKey, ChangeOutcome> told = new();

    public async Task<Result> RunAsync(ChangeSet changes)
    {
        // First, and in one transaction: a resource that then cannot be changed is in its new stack nevertheless.
        await state
            .ChangeAsync(changes.Moved.Select(change => change.Before! with { Urn = change.Planned!.Urn }), [])
            .ConfigureAwait(false);
        using var turns = new SemaphoreSlim(Parallel);
        await Task.WhenAll(new StepGraph(changes).Start(step => TakeAsync(step, turns))).ConfigureAwait(false);
        foreach (var (change, left) in postponed)
            await RemovePostponedAsync(change, left).ConfigureAwait(false);
        return new([.. failures], told.Values.Count(outcome => outcome == ChangeOutcome.Skipped));
    }

    /// <summary>Removes resources that a killed command had begun to make; no other resource can depend on them yet.</summary>
    /// <returns>Resources with the same names that the killed command did not make; they are left as they are.</returns>
    public static async Task<IReadOnlyList<ResourceKey>> RecoverAsync(StackState state, LocalCloud cloud)
    {
        var left = new List<ResourceKey>();
        foreach (var pending in state.Resources.Where(resource => resource.IsPending).ToList())
        {
            var type = ResourceTypes.Of(pending.Type);
            foreach (var id in await type.FindAsync(pending.Inputs, cloud).ConfigureAwait(false))
            {
                if (await type.OriginAsync(id, pending.Inputs, cloud).ConfigureAwait(false) is { } origin && !origin.IsOf(pending))
                    left.Add(pending.Key);
                else
                    await type.DeleteAsync(id, pending.Inputs, cloud).ConfigureAwait(false);
            }
            await state.RemoveAsync(pending.Key).ConfigureAwait(false);
        }
        return left;
    }

    async Task<bool> TakeAsync(Step step, SemaphoreSlim turns)
    {
        if (!await step.MayStartAsync().ConfigureAwait(false))
        {
            Tell(step.Change, ChangeOutcome.Skipped);
            return false;
        }
        await turns.WaitAsync().ConfigureAwait(false);
        try
        {
            var outcome = step.IsRemoval
                ? await RemoveAsync(step.Change).ConfigureAwait(false)
                : await MakeAsync(step.Change).ConfigureAwait(false);
            if (step.IsLast)
                Tell(step.Change, outcome);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A bug too stops only the steps that need this one.
            failures.Enqueue(
                new(
                    step.Change,
                    exception is AwsError or CommandException
                        ? exception.Message
                        : $"A bug of ./classroom: {exception.GetType().Name}: {exception.Message}"
                )
            );
            Tell(step.Change, ChangeOutcome.Failed);
            return false;
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Reports each change once. A replacement has two steps; if the first step fails, its failure is reported.</summary>
    void Tell(Change change, ChangeOutcome outcome)
    {
        if (told.TryAdd(change.Key, outcome))
            report(change, outcome);
    }

    async Task<ChangeOutcome> RemoveAsync(Change change)
    {
        var before = change.Before!;
        try
        {
            if (before.Id is { } id)
                await ResourceTypes.Of(before.Type).DeleteAsync(id, before.Inputs, cloud).ConfigureAwait(false);
            await state.RemoveAsync(change.Key).ConfigureAwait(false);
        }
        catch (AwsError error) when (error.Code == "DeleteConflict" && change.Kind == ChangeKind.Replace)
        {
            // A boundary of roles that get the new one later. A killed command leaves it to the next one under this name.
            var left = before with
            {
                Name = $"{before.Name} (replaced)",
            };
            await state.ChangeAsync([left], [change.Key]).ConfigureAwait(false);
            postponed.Enqueue((change, left));
        }
        return ChangeOutcome.Done;
    }

    async Task RemovePostponedAsync(Change change, ResourceState left)
    {
        try
        {
            await ResourceTypes.Of(left.Type).DeleteAsync(left.Id!, left.Inputs, cloud).ConfigureAwait(false);
            await state.RemoveAsync(left.Key).ConfigureAwait(false);
        }
        catch (AwsError error)
        {
            failures.Enqueue(new(change, error.Message));
        }
    }

    async Task<ChangeOutcome> MakeAsync(Change change)
    {
        var (planned, type) = (change.Planned!, ResourceTypes.Of(change.Key.Type));
        var inputs = (JsonObject)Placeholder.Fill(planned.Inputs, Required)!;
        var now = clock.GetUtcNow();
        if (change.Kind == ChangeKind.Update)
        {
            var before = change.Before!;
            if (JsonNode.DeepEquals(before.Inputs, inputs))
                return ChangeOutcome.Same;
            var outputs = await type.UpdateAsync(before, inputs, cloud).ConfigureAwait(false);
            await state
                .PutAsync(
                    StateOf(
                        planned,
                        before.Id,
                        inputs,
                        ReferenceEquals(outputs, before.Outputs) ? outputs : state.Closed(outputs, type.Secrets),
                        before.Created,
                        now
                    )
                )
                .ConfigureAwait(false);
            return ChangeOutcome.Done;
        }
        await state.PutAsync(StateOf(planned, null, inputs, [], now, now)).ConfigureAwait(false);
        try
        {
            var made = await type.CreateAsync(inputs, cloud).ConfigureAwait(false);
            await state
                .PutAsync(StateOf(planned, made.Id, inputs, state.Closed(made.Outputs, type.Secrets), now, now))
                .ConfigureAwait(false);
            return ChangeOutcome.Done;
        }
        catch (AwsError error) when (IsTaken(error))
        {
            // The resource belongs to somebody else: a later command must not mistake it for a resource of this stack.
            await state.RemoveAsync(change.Key).ConfigureAwait(false);
            throw new CommandException(
                $"{error.Message} The resource exists, and this stack did not make it: delete it in the cloud, or choose another name here."
            );
        }
    }

    static bool IsTaken(AwsError error) =>
        error.Code.Contains("AlreadyExists", StringComparison.Ordinal)
        || error.Code is "ResourceConflictException" or "BucketAlreadyOwnedByYou" or "QueueNameExists";

    string Required(ResourceKey key, string output) =>
        state.Output(key, output)
        ?? throw new CommandException(
            $"{key.Name} ({key.Type}) has no output '{output}' on the embedded cloud. Do not use it, or add it in cli/Provider."
        );

    static ResourceState StateOf(
        PlannedResource planned,
        string? id,
        JsonObject inputs,
        JsonObject outputs,
        DateTimeOffset created,
        DateTimeOffset updated
    ) =>
        new(
            planned.Key.Type,
            planned.Key.Name,
            planned.Urn,
            planned.Student,
            planned.Lab,
            id,
            inputs,
            outputs,
            [.. planned.DependsOn.Select(key => key.ToString())],
            created,
            updated
        );
}
