using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;

namespace Classroom.StatesLanguage.Saving;

/// <summary>What is new in an execution since its changes were last taken.</summary>
/// <param name="Events">The events that have been recorded, in order.</param>
/// <param name="Parts">Parts of the state that are new, changed or gone; each path is named once.</param>
/// <param name="MapRuns">Map runs that have changed, as they are now.</param>
/// <param name="DropsState">The execution needs none of the parts that have been kept any more: the host deletes all of them.</param>
public sealed record ExecutionChanges(
    IReadOnlyList<HistoryEvent> Events,
    IReadOnlyList<SavedPart> Parts,
    IReadOnlyList<MapRunState> MapRuns,
    bool DropsState
)
{
    public bool IsEmpty => Events.Count == 0 && Parts.Count == 0 && MapRuns.Count == 0 && !DropsState;
}
