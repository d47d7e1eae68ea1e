using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The fibers of a Parallel or an inline Map state, and their results.</summary>
abstract class Branches(Fiber owner, int count) : Children(owner)
{
    readonly Json?[] results = new Json?[count];
    readonly Fiber?[] fibers = new Fiber?[count];
    int finished;

    protected int Count => count;

    protected int Running => fibers.Count(fiber => fiber is not null);

    /// <summary>A fiber has ended with a result.</summary>
    public void Succeeded(Fiber fiber, Json result)
    {
        results[fiber.Index] = result;
        fibers[fiber.Index] = null;
        finished++;
        // In the saved state the result replaces the part of the fiber.
        fiber.Forget();
        if (finished < count && Owner.Run.Unsaved.HasState)
            Owner.Run.Unsaved.Put(fiber.Path, BranchResult.Write(result, fiber.Previous));
        try
        {
            OnSucceeded(fiber, isLast: finished == count);
        }
        catch (StatesException exception)
        {
            // The input of the next iteration could not be evaluated: an error of the Map, not of the iteration that has ended.
            Owner.Fail(exception.Error);
            return;
        }
        if (finished == count)
            Complete(Json.OfOutputs(results!));
    }

    /// <summary>A fiber has failed: ends its siblings, and the state fails with the same error.</summary>
    public void Failed(Fiber fiber, StatesError error)
    {
        OnFailed(fiber);
        Owner.Previous = fiber.Previous;
        Abort();
        // AWS records the failed Task state as aborted, after all aborted siblings.
        if (fiber.State.Resource is not null)
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

    /// <summary>Restores the fibers and the results of a saved execution.</summary>
    protected void Restore(SavedTree tree)
    {
        foreach (var (index, part) in tree.Below(Owner.Path))
        {
            if (BranchResult.TryRead(part, out var result, out var lastEvent))
            {
                results[index] = result;
                finished++;
                // The owner goes on from the fiber that ended last.
                Owner.Previous = Math.Max(Owner.Previous, lastEvent);
            }
            else
            {
                FiberPart.Read(fibers[index] = NewFiber(index, Saved.Value(part, "input"), Saved.Count(part, "previous")), part, tree);
            }
        }
    }

    protected abstract Fiber NewFiber(int index, Json input, long previous);

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
