using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The environment of executions: clock, randomness, tasks and storage.</summary>
public interface IStatesHost
{
    TimeProvider Clock { get; }

    /// <summary>A random number from 0 (included) to 1 (excluded).</summary>
    double NextRandom();

    Guid NewId();

    /// <summary>
    /// Returns the reason why a resource cannot be called, such as an activity that does not exist; null where it can. Called before a task
    /// is scheduled.
    /// </summary>
    string? Refuse(TaskResource resource) => null;

    /// <summary>Starts a task. The task may end before this method returns, or a year later.</summary>
    void StartTask(TaskCall call);

    /// <summary>Cancels a task. Its result is not needed any more.</summary>
    void CancelTask(TaskCall call);

    /// <summary>
    /// Runs a piece of work of an execution, a few milliseconds long, on another thread. Null to run it on the calling thread.
    /// </summary>
    Action<Action>? Schedule => null;

    /// <summary>The data of executions of this type that the host keeps. Other data is not collected.</summary>
    ExecutionKeeping Keeps(ExecutionType type) => ExecutionKeeping.Nothing;

    /// <summary>
    /// The execution is at rest: it waits, or it has ended. A host that keeps data calls <see cref="Execution.TakeChanges"/> here. Child
    /// executions of a map run rest too: the end of a child is kept before its parent is told. An execution may rest again after its own
    /// end, when its children have ended.
    /// </summary>
    void AtRest(Execution execution) { }

    /// <summary>
    /// Reports an unexpected exception of this host, or a bug. The execution goes on, or it ends as failed. If <see cref="AtRest"/> threw
    /// the exception, the changes that it took are handed out again.
    /// </summary>
    void Broken(Execution execution, Exception exception);

    /// <summary>
    /// Returns the saved state of a child execution whose parent is resumed; null where nothing is kept, and the child starts anew.
    /// </summary>
    SavedExecution? Load(string executionArn) => null;

    /// <summary>The storage of distributed Maps; null where the host has none.</summary>
    IObjectStore? Objects => null;
}
