using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Saving;

/// <summary>The changes of an execution since they were last taken.</summary>
/// <param name="Events">The new events, in order.</param>
/// <param name="Parts">Parts of the state that were added, changed or removed; each path occurs once.</param>
/// <param name="MapRuns">The current state of the map runs that have changed.</param>
/// <param name="DropsState">The host must delete all parts that it has kept, because the execution does not need them any more.</param>
public sealed record ExecutionChanges(
    IReadOnlyList<HistoryEvent> Events,
    IReadOnlyList<SavedPart> Parts,
    IReadOnlyList<MapRunState> MapRuns,
    bool DropsState
)
{
    public bool IsEmpty => Events.Count == 0 && Parts.Count == 0 && MapRuns.Count == 0 && !DropsState;
}
