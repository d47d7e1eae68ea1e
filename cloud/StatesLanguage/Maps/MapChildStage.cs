using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The progress of a child execution of a map run.</summary>
enum MapChildStage
{
    Pending,

    /// <summary>Unsuccessful in an earlier attempt; waits for its redrive.</summary>
    PendingRedrive,

    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,
}

static class MapChildStages
{
    public static MapChildStage Of(ExecutionStatus status) =>
        status switch
        {
            ExecutionStatus.Running => MapChildStage.Running,
            ExecutionStatus.Succeeded => MapChildStage.Succeeded,
            ExecutionStatus.Failed => MapChildStage.Failed,
            ExecutionStatus.TimedOut => MapChildStage.TimedOut,
            ExecutionStatus.Aborted => MapChildStage.Aborted,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
        };

    public static bool IsUnsuccessful(this MapChildStage stage) =>
        stage is MapChildStage.Failed or MapChildStage.TimedOut or MapChildStage.Aborted;
}
