using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The strands that a Parallel or an inline Map state has started, and what has become of them.</summary>
abstract class Branches(Strand owner, int count) : Children(owner)
{
    readonly Json?[] results = new Json?[count];
    readonly Strand?[] strands = new Strand?[count];
    int finished;

    protected int Count => count;

    protected int Running => strands.Count(strand => strand is not null);

    /// <summary>A strand has come to its end.</summary>
    public void Succeeded(Strand strand, Json result)
    {
        results[strand.Index] = result;
        strands[strand.Index] = null;
        finished++;
        // From here on the result lies where the strand's state was.
        strand.Forget();
        if (finished < count && Owner.Run.Unsaved.HasState) Owner.Run.Unsaved.Put(strand.Path, BranchResult.Write(result, strand.Previous));
        try
        {
            OnSucceeded(strand, isLast: finished == count);
        }
        catch (StatesException exception)
        {
            // The input of the next iteration: an error of the Map, not of the iteration that has ended.
            Owner.Fail(exception.Error);
            return;
        }
        if (finished == count) Complete(new JsonArray(results!));
    }

    /// <summary>One failure ends the others, and is the whole's.</summary>
    public void Failed(Strand strand, StatesError error)
    {
        OnFailed(strand);
        Owner.Previous = strand.Previous;
        Abort();
        // A task that fails ends its branch, and is itself recorded as aborted, after all others.
        if (strand.State is TaskState)
        {
            strand.Previous = Owner.Previous;
            strand.Record("TaskStateAborted");
        }
        Owner.Fail(error);
    }

    public override void Resume()
    {
        foreach (var strand in strands) strand?.Resume();
    }

    public override void Redrive()
    {
        foreach (var strand in strands) strand?.Redrive();
    }

    public override void Abort()
    {
        foreach (var strand in strands)
        {
            if (strand is null or { IsOver: true }) continue;
            strand.Abort(Owner.Previous);
            OnAborted(strand);
        }
    }

    public override void Suspend()
    {
        foreach (var strand in strands) strand?.Children?.Suspend();
    }

    public override void Abandon()
    {
        foreach (var strand in strands) strand?.Abandon();
    }

    public override void Forget()
    {
        foreach (var strand in strands) strand?.Forget();
        if (!Owner.Run.Unsaved.HasState) return;
        for (var index = 0; index < count; index++) Owner.Run.Unsaved.Remove(PartPath.Child(Owner.Path, index));
    }

    /// <summary>Puts saved strands and results back.</summary>
    protected void Restore(SavedTree tree)
    {
        foreach (var (index, part) in tree.Below(Owner.Path))
        {
            if (BranchResult.TryRead(part, out var result, out var lastEvent))
            {
                results[index] = result;
                finished++;
                // The strand that ended last is the one that the owner goes on from.
                Owner.Previous = Math.Max(Owner.Previous, lastEvent);
            }
            else
            {
                StrandPart.Read(strands[index] = NewStrand(index, Saved.Value(part, "input"), Saved.Count(part, "previous")), part, tree);
            }
        }
    }

    protected abstract Strand NewStrand(int index, Json input, long previous);

    protected void Run(Strand strand)
    {
        strands[strand.Index] = strand;
        strand.Changed();
        Owner.Run.Ready(strand);
    }

    protected virtual void OnSucceeded(Strand strand, bool isLast) => Owner.Previous = strand.Previous;

    protected virtual void OnFailed(Strand strand)
    {
    }

    protected virtual void OnAborted(Strand strand)
    {
    }
}
