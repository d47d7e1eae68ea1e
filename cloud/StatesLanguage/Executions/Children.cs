using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The children of a Parallel or Map state: branches, iterations, or the child executions of a distributed Map.</summary>
abstract class Children(Fiber owner)
{
    protected Fiber Owner => owner;

    public abstract void Start();

    /// <summary>Continues the children that were running when the execution was saved.</summary>
    public abstract void Resume();

    /// <summary>Executes the unsuccessful children again.</summary>
    public abstract void Redrive();

    /// <summary>Ends the children because a sibling branch or iteration of the state has failed.</summary>
    public abstract void Abort();

    /// <summary>Ends the children because the execution ends. The history gets no event.</summary>
    public abstract void Abandon();

    /// <summary>Ends the work in this process; the saved state stays.</summary>
    public abstract void Suspend();

    /// <summary>Removes the children from the saved state, because the state is over or is retried.</summary>
    public abstract void Forget();

    /// <summary>Ends the state with success. The StateSucceeded event is not the predecessor of the next event.</summary>
    protected void Complete(Json result, long? exitAfter = null)
    {
        var previous = exitAfter ?? owner.Previous;
        owner.Record($"{owner.State.Type}StateSucceeded");
        owner.Previous = previous;
        owner.Children = null;
        Forget();
        owner.Finish(result);
    }
}
