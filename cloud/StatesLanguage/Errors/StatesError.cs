using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Errors;

/// <summary>The failure of a state.</summary>
public sealed record StatesError(string? Error, string? Cause)
{
    /// <summary>The field whose expression failed. Only JSONata reports it.</summary>
    internal string? Location { get; init; }

    /// <summary>A task failed or timed out. States.TaskFailed matches such errors, but not the errors of a state itself.</summary>
    internal bool IsOfTask { get; init; }

    /// <summary>
    /// The task timed out because of a missing heartbeat. The history shows States.Timeout; retriers and catchers may also match it as
    /// States.HeartbeatTimeout.
    /// </summary>
    internal bool IsHeartbeat { get; init; }

    /// <summary>The evaluation of an expression failed, and the history has no event for it yet.</summary>
    internal bool IsEvaluation { get; init; }

    internal static StatesError TooManyFailed =>
        new(StatesErrors.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");

    /// <summary>The error output of a catcher.</summary>
    internal JsonObject ToOutput()
    {
        var output = new JsonObject(2);
        output.Set("Error", Error ?? Json.Null);
        output.Set("Cause", Cause ?? (Error == StatesErrors.Timeout ? JsonString.Empty : Json.Null));
        return output;
    }
}
