using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The strands that a Parallel or Map state has started, and what has become of them.</summary>
abstract class Children(Strand owner, int count)
{
    readonly Json?[] results = new Json?[count];
    readonly Strand?[] running = new Strand?[count];
    int finished;

    protected Strand Owner => owner;

    /// <summary>What the strands that have ended have brought.</summary>
    public IReadOnlyList<Json?> Results => results;

    public IEnumerable<Strand> Strands => running.OfType<Strand>();

    /// <summary>Puts a saved strand back among the others.</summary>
    public abstract Strand Restore(int index, Json input, long previous);

    public void RestoreResult(int index, Json result)
    {
        results[index] = result;
        finished++;
    }

    protected int Count => count;

    public abstract void Start();

    /// <summary>A strand has come to its end.</summary>
    public void Succeeded(Strand strand, Json result)
    {
        results[strand.Index] = result;
        finished++;
        running[strand.Index] = null;
        OnSucceeded(strand, isLast: finished == count);
        if (finished == count) Complete(new JsonArray(results!));
    }

    /// <summary>One failure ends the others, and is the whole's.</summary>
    public void Failed(Strand strand, StatesError error)
    {
        OnFailed(strand);
        owner.Previous = strand.Previous;
        Abort(except: strand);
        // A task that fails ends its branch, and is itself recorded as aborted, after all others.
        if (strand.State is TaskState)
        {
            strand.Previous = owner.Previous;
            strand.Record("TaskStateAborted");
        }
        owner.Fail(error);
    }

    public virtual void Abort(Strand? except = null)
    {
        foreach (var strand in running)
        {
            if (strand is null || strand == except) continue;
            strand.Abort(owner.Previous);
            OnAborted(strand);
        }
        Array.Clear(running);
    }

    public virtual void Suspend()
    {
        foreach (var strand in Strands) strand.Children?.Suspend();
    }

    public virtual void Abandon()
    {
        foreach (var strand in Strands) strand.Abandon();
        Array.Clear(running);
    }

    protected void Run(Strand strand)
    {
        Keep(strand);
        owner.Run.Ready(strand);
    }

    protected Strand Keep(Strand strand) => running[strand.Index] = strand;

    /// <summary>The state succeeds: its own Succeeded event does not count as a predecessor of what follows.</summary>
    protected void Complete(Json result, long? exitAfter = null)
    {
        var previous = exitAfter ?? owner.Previous;
        owner.Record($"{owner.State.Type}StateSucceeded");
        owner.Previous = previous;
        owner.Children = null;
        owner.Finish(result);
    }

    protected virtual void OnSucceeded(Strand strand, bool isLast) => owner.Previous = strand.Previous;

    protected virtual void OnFailed(Strand strand)
    {
    }

    protected virtual void OnAborted(Strand strand)
    {
    }
}

sealed class ParallelChildren(Strand owner, IReadOnlyList<Flow> branches, Json input) : Children(owner, branches.Count)
{
    public override void Start()
    {
        if (Count == 0)
        {
            Complete(JsonArray.Empty);
            return;
        }
        for (var i = 0; i < branches.Count; i++)
        {
            Run(NewStrand(i, input, Owner.Previous));
        }
    }

    public override Strand Restore(int index, Json input, long previous) => Keep(NewStrand(index, input, previous));

    Strand NewStrand(int index, Json input, long previous) =>
        new(Owner.Run, Owner, index, branches[index], input, Owner.Variables.Inner(), previous, Owner.MapItem);
}

sealed class MapChildren(Strand owner, MapState state, MapItems items, int maxConcurrency, int next = 0) : Children(owner, items.Count)
{
    public JsonArray Items => items.Items;

    public int MaxConcurrency => maxConcurrency;

    public int Next => next;

    public override Strand Restore(int index, Json input, long previous) => Keep(NewStrand(index, input, previous, items.Describe(index)));

    Strand NewStrand(int index, Json input, long previous, JsonObject mapItem) =>
        new(Owner.Run, Owner, index, state.Flow!, input, Owner.Variables.Inner(), previous, mapItem);

    public override void Start()
    {
        if (Count == 0)
        {
            Complete(JsonArray.Empty);
            return;
        }
        var first = maxConcurrency == 0 ? Count : Math.Min(maxConcurrency, Count);
        while (next < first) StartNext(Owner.Previous);
    }

    void StartNext(long previous)
    {
        var index = next++;
        var mapItem = items.Describe(index);
        var strand = NewStrand(index, state.ItemInput(Owner, mapItem, items.Items[index]), previous, mapItem);
        strand.Record("MapIterationStarted", new MapIterationDetails("mapIterationStartedEventDetails", state.Name, index));
        Run(strand);
    }

    protected override void OnSucceeded(Strand strand, bool isLast)
    {
        var ended = strand.Previous;
        strand.Record("MapIterationSucceeded", new MapIterationDetails("mapIterationSucceededEventDetails", state.Name, strand.Index));
        // Only the last iteration's end is a predecessor; before it, whatever the iteration did last.
        Owner.Previous = isLast ? strand.Previous : ended;
        if (next < Count) StartNext(ended);
    }

    protected override void OnFailed(Strand strand)
    {
        var ended = strand.Previous;
        strand.Record("MapIterationFailed", new MapIterationDetails("mapIterationFailedEventDetails", state.Name, strand.Index));
        strand.Previous = ended;
    }

    protected override void OnAborted(Strand strand)
    {
        strand.Previous = Owner.Previous;
        strand.Record("MapIterationAborted", new MapIterationDetails("mapIterationAbortedEventDetails", state.Name, strand.Index));
    }
}
