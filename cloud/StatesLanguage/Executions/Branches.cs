using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The fibers that a Parallel or an inline Map state has started, and what has become of them.</summary>
abstract class Branches(Fiber owner, int count) : Children(owner)
{
    readonly Json?[] results = new Json?[count];
    readonly Fiber?[] fibers = new Fiber?[count];
    int finished;

    protected int Count => count;

    protected int Running => fibers.Count(fiber => fiber is not null);

    /// <summary>A fiber has come to its end.</summary>
    public void Succeeded(Fiber fiber, Json result)
    {
        results[fiber.Index] = result;
        fibers[fiber.Index] = null;
        finished++;
        // From here on the result lies where the fiber's state was.
        fiber.Forget();
        if (finished < count && Owner.Run.Unsaved.HasState)
            Owner.Run.Unsaved.Put(fiber.Path, BranchResult.Write(result, fiber.Previous));
        try
        {
            OnSucceeded(fiber, isLast: finished == count);
        }
        catch (StatesException exception)
        {
            // The input of the next iteration: an error of the Map, not of the iteration that has ended.
            Owner.Fail(exception.Error);
            return;
        }
        if (finished == count)
            Complete(new JsonArray(results!));
    }

    /// <summary>One failure ends the others, and is the whole's.</summary>
    public void Failed(Fiber fiber, StatesError error)
    {
        OnFailed(fiber);
        Owner.Previous = fiber.Previous;
        Abort();
        // A task that fails ends its branch, and is itself recorded as aborted, after all others.
        if (fiber.State is TaskState)
        {
            fiber.Previous = Owner.Previous;
            fiber.Record("TaskStateAborted");
        }
        Owner.Fail(error);
    }

    public override void Resume()
    {
        foreach (var fiber in fibers)
            fiber?.Resume();
    }

    public override void Redrive()
    {
        foreach (var fiber in fibers)
            fiber?.Redrive();
    }

    public override void Abort()
    {
        foreach (var fiber in fibers)
        {
            if (fiber is null or { IsOver: true })
                continue;
            fiber.Abort(Owner.Previous);
            OnAborted(fiber);
        }
    }

    public override void Suspend()
    {
        foreach (var fiber in fibers)
            fiber?.Children?.Suspend();
    }

    public override void Abandon()
    {
        foreach (var fiber in fibers)
            fiber?.Abandon();
    }

    public override void Forget()
    {
        foreach (var fiber in fibers)
            fiber?.Forget();
        if (!Owner.Run.Unsaved.HasState)
            return;
        for (var index = 0; index < count; index++)
            Owner.Run.Unsaved.Remove(PartPath.Child(Owner.Path, index));
    }

    /// <summary>Puts saved fibers and results back.</summary>
    protected void Restore(SavedTree tree)
    {
        foreach (var (index, part) in tree.Below(Owner.Path))
        {
            if (BranchResult.TryRead(part, out var result, out var lastEvent))
            {
                results[index] = result;
                finished++;
                // The fiber that ended last is the one that the owner goes on from.
                Owner.Previous = Math.Max(Owner.Previous, lastEvent);
            }
            else
            {
                FiberPart.Read(fibers[index] = NewStrand(index, Saved.Value(part, "input"), Saved.Count(part, "previous")), part, tree);
            }
        }
    }

    protected abstract Fiber NewStrand(int index, Json input, long previous);

    protected void Run(Fiber fiber)
    {
        fibers[fiber.Index] = fiber;
        fiber.Changed();
        Owner.Run.Ready(fiber);
    }

    protected virtual void OnSucceeded(Fiber fiber, bool isLast) => Owner.Previous = fiber.Previous;

    protected virtual void OnFailed(Fiber fiber) { }

    protected virtual void OnAborted(Fiber fiber) { }
}
