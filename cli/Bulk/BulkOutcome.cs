namespace Classroom.Cli.Bulk;

/// <summary>How one execution of a load test ended.</summary>
/// <param name="Status">SUCCEEDED, FAILED, TIMED_OUT or ABORTED; REFUSED if it could not be started.</param>
/// <param name="State">The last state that the execution entered.</param>
/// <param name="Error">The error of an execution that failed.</param>
/// <param name="FailedAttempts">The state of each failed attempt of a task, those that were retried or caught too.</param>
sealed record BulkOutcome(
    string Student,
    string Status,
    TimeSpan Took,
    string? State = null,
    string? Error = null,
    IReadOnlyList<string>? FailedAttempts = null
)
{
    public bool IsSucceeded => Status == "SUCCEEDED";
}
