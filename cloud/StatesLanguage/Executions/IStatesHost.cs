using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>What executions need of the world.</summary>
public interface IStatesHost
{
    TimeProvider Clock { get; }

    /// <summary>From 0 to 1, 1 excluded.</summary>
    double NextRandom();

    Guid NewId();

    /// <summary>
    /// Why this resource can't be called at all, such as an activity that does not exist; null where it can. Asked before a task is
    /// scheduled.
    /// </summary>
    string? Refuse(TaskResource resource) => null;

    /// <summary>Begins a task; its end may come before this returns, or a year later.</summary>
    void StartTask(TaskCall call);

    /// <summary>Nobody waits for this task any more.</summary>
    void CancelTask(TaskCall call);

    /// <summary>What the host keeps of executions of this type; what it does not keep is not collected.</summary>
    ExecutionKeeping Keeps(ExecutionType type) => ExecutionKeeping.Nothing;

    /// <summary>
    /// Everything that could be done has been done: the execution waits, or has ended. Here a host that keeps something calls
    /// <see cref="Execution.TakeChanges"/>. Child executions of a map run rest too: a child's end is kept before its parent learns of it.
    /// After its own end an execution may rest again, when it has learned how its children have ended.
    /// </summary>
    void AtRest(Execution execution) { }

    /// <summary>
    /// Something unexpected was thrown, by this host or by a bug. The execution goes on or ends as failed; it never stands still. Changes
    /// that were taken in a rest that failed are handed out again.
    /// </summary>
    void Broken(Execution execution, Exception exception);

    /// <summary>
    /// What has been kept of a child execution, when its parent is taken up again; null where nothing is kept, and the child begins anew.
    /// </summary>
    SavedExecution? Load(string executionArn) => null;

    /// <summary>Where distributed Maps read and write; null where there is no such place.</summary>
    IObjectStore? Objects => null;
}
