using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>What executions need of the world.</summary>
public interface IStatesHost
{
    TimeProvider Clock { get; }

    /// <summary>From 0 to 1, 1 excluded.</summary>
    double NextRandom();

    Guid NewId();

    /// <summary>Why this resource cannot be called at all, as an activity that does not exist; null where it can. Said before anything is scheduled.</summary>
    string? Refuse(TaskResource resource) => null;

    /// <summary>Begins a task; its end may come before this returns, or a year later.</summary>
    void StartTask(TaskCall call);

    /// <summary>Nobody waits for this task any more.</summary>
    void CancelTask(TaskCall call);

    /// <summary>
    /// Everything that could be done has been done: the execution waits, or has ended. Here a host that must survive keeps <see cref="Execution.Save"/>
    /// and the events that are new.
    /// </summary>
    void AtRest(Execution execution)
    {
    }

    /// <summary>What <see cref="AtRest"/> has kept of a child execution, when its parent is taken up again; null where nothing is kept, and the child begins anew.</summary>
    (Json Saved, IEnumerable<HistoryEvent> History)? Load(string executionArn) => null;

    /// <summary>Where distributed Maps read and write; null where there is no such place.</summary>
    IObjectStore? Objects => null;

    /// <summary>A distributed Map has begun: whoever lists map runs keeps it.</summary>
    void MapRunStarted(MapRun run)
    {
    }
}
