using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Stacks;

/// <summary>How a step ended.</summary>
enum Outcome
{
    Done,

    /// <summary>There was nothing to do after all.</summary>
    Same,

    Failed,

    /// <summary>Something that it needs has failed.</summary>
    Skipped,
}

/// <summary>A resource that could not be brought about, and why.</summary>
sealed record Failure(Change Change, string Reason);

/// <summary>What became of a change set.</summary>
sealed record Result(ImmutableArray<Failure> Failures, int Skipped)
{
    public bool IsWhole => Failures.IsEmpty && Skipped == 0;
}

/// <summary>
/// Takes the steps of a change set: what is needed first, everything else at once. A step that fails stops those that need it, and no
/// others. The state is written before and after each, so that whoever comes after a crash knows what may be there.
/// </summary>
sealed class Converger(StackState state, LocalCloud cloud, TimeProvider clock, Action<Change, Outcome> report)
{
    const int Parallel = 48;

    readonly ConcurrentQueue<Failure> failures = new();
    readonly ConcurrentDictionary<ResourceKey, Outcome> told = new();

    public async Task<Result> RunAsync(ChangeSet changes)
    {
        using var turns = new SemaphoreSlim(Parallel);
        await Task.WhenAll(new StepGraph(changes).Start(step => TakeAsync(step, turns))).ConfigureAwait(false);
        return new([.. failures], told.Values.Count(outcome => outcome == Outcome.Skipped));
    }

    /// <summary>Removes what a killed command had begun: nobody was told of it, and nothing depends on it yet.</summary>
    /// <returns>What has such a name and was not made by that command: it is left alone.</returns>
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
            Tell(step.Change, Outcome.Skipped);
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
            // A bug too stops what needs this one, and no more.
            failures.Enqueue(
                new(
                    step.Change,
                    exception is AwsError or CommandException
                        ? exception.Message
                        : $"A bug of ./classroom: {exception.GetType().Name}: {exception.Message}"
                )
            );
            Tell(step.Change, Outcome.Failed);
            return false;
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Once for each change: a replacement has two steps, and how the first has failed is how it ended.</summary>
    void Tell(Change change, Outcome outcome)
    {
        if (told.TryAdd(change.Key, outcome))
            report(change, outcome);
    }

    async Task<Outcome> RemoveAsync(Change change)
    {
        var before = change.Before!;
        if (before.Id is { } id)
            await ResourceTypes.Of(before.Type).DeleteAsync(id, before.Inputs, cloud).ConfigureAwait(false);
        await state.RemoveAsync(change.Key).ConfigureAwait(false);
        return Outcome.Done;
    }

    async Task<Outcome> MakeAsync(Change change)
    {
        var (planned, type) = (change.Planned!, ResourceTypes.Of(change.Key.Type));
        var inputs = (JsonObject)Placeholder.Fill(planned.Inputs, Required)!;
        var now = clock.GetUtcNow();
        if (change.Kind == ChangeKind.Update)
        {
            var before = change.Before!;
            if (JsonNode.DeepEquals(before.Inputs, inputs))
                return Outcome.Same;
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
            return Outcome.Done;
        }
        await state.PutAsync(StateOf(planned, null, inputs, [], now, now)).ConfigureAwait(false);
        try
        {
            var made = await type.CreateAsync(inputs, cloud).ConfigureAwait(false);
            await state
                .PutAsync(StateOf(planned, made.Id, inputs, state.Closed(made.Outputs, type.Secrets), now, now))
                .ConfigureAwait(false);
            return Outcome.Done;
        }
        catch (AwsError error) when (IsTaken(error))
        {
            // Not ours: it must not be taken for something that this command has begun.
            await state.RemoveAsync(change.Key).ConfigureAwait(false);
            throw new CommandException(
                $"{error.Message} It is in the cloud, and this stack has not made it: remove it there, or give this one another name."
            );
        }
    }

    static bool IsTaken(AwsError error) =>
        error.Code.Contains("AlreadyExists", StringComparison.Ordinal)
        || error.Code is "ResourceConflictException" or "BucketAlreadyOwnedByYou" or "QueueNameExists";

    string Required(ResourceKey key, string output) =>
        state.Output(key, output)
        ?? throw new CommandException(
            $"{key.Name} ({key.Type}) has no output '{output}' on the embedded cloud. Do without it, or let cli/Provider tell it."
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
