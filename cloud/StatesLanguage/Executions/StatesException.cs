using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The names of the errors that Step Functions raises itself.</summary>
public static class StatesErrors
{
    public const string All = "States.ALL";
    public const string BranchFailed = "States.BranchFailed";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";
    public const string IntrinsicFailure = "States.IntrinsicFailure";
    public const string ItemReaderFailed = "States.ItemReaderFailed";
    public const string NoChoiceMatched = "States.NoChoiceMatched";
    public const string ParameterPathFailure = "States.ParameterPathFailure";
    public const string Permissions = "States.Permissions";
    public const string QueryEvaluationError = "States.QueryEvaluationError";
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";
    public const string ResultWriterFailed = "States.ResultWriterFailed";
    public const string Runtime = "States.Runtime";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";
}

/// <summary>A state's failure.</summary>
public sealed record StatesError(string? Error, string? Cause)
{
    /// <summary>The field of the state whose expression failed; only JSONata says it.</summary>
    internal string? Location { get; init; }

    /// <summary>A failed or timed-out task, which States.TaskFailed matches, unlike what goes wrong in a state itself.</summary>
    internal bool IsOfTask { get; init; }

    /// <summary>
    /// A time-out for want of a heartbeat. Histories call it States.Timeout; retriers and catchers may name it States.HeartbeatTimeout.
    /// </summary>
    internal bool IsHeartbeat { get; init; }

    /// <summary>An expression has failed, and the history does not say so yet.</summary>
    internal bool IsEvaluation { get; init; }

    internal static StatesError TooManyFailed =>
        new(StatesErrors.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");

    /// <summary>What a catcher hands on.</summary>
    internal JsonObject ToOutput()
    {
        var output = new JsonObject(2);
        output.Set("Error", Error ?? Json.Null);
        output.Set("Cause", Cause ?? Json.Null);
        return output;
    }
}

/// <summary>Carries a state's failure from the depth of an evaluation to the state.</summary>
sealed class StatesException(string error, string cause, string? location = null) : Exception(cause)
{
    public StatesError Error { get; } =
        new(error, cause) { Location = location, IsEvaluation = error == StatesErrors.QueryEvaluationError };
}
