using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Executions;

/// <summary>What a Parallel or Map state has started: branches, iterations, or the child executions of a distributed Map.</summary>
abstract class Children(Fiber owner)
{
    protected Fiber Owner => owner;

    public abstract void Start();

    /// <summary>Goes on waiting for what was running when the execution was saved.</summary>
    public abstract void Resume();

    /// <summary>Tries again what was not successful when the execution ended.</summary>
    public abstract void Redrive();

    /// <summary>Ends because a branch or an iteration beside the state has failed.</summary>
    public abstract void Abort();

    /// <summary>Ends because the execution does: nothing is recorded.</summary>
    public abstract void Abandon();

    /// <summary>Does nothing more in this process.</summary>
    public abstract void Suspend();

    /// <summary>The state is over, or begins anew: nothing of what it has started is kept any more.</summary>
    public abstract void Forget();

    /// <summary>The state succeeds: its own Succeeded event does not count as a predecessor of what follows.</summary>
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
