using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Executions;

/// <summary>Decides which executions AWS redrives. The reasons are the texts of redriveStatusReason.</summary>
public static class Redrivability
{
    /// <summary>A redriven history needs room for the event of the redrive and one event more.</summary>
    internal const long MostEvents = ExecutionLimits.MostEvents - 2;

    static readonly TimeSpan Period = TimeSpan.FromDays(14);

    /// <summary>
    /// Returns the reason why a Standard execution cannot be redriven now; null where it can. Express executions can only be redriven by
    /// their map run.
    /// </summary>
    public static string? Refusal(
        ExecutionStatus status,
        long events,
        DateTimeOffset started,
        DateTimeOffset? stopped,
        DateTimeOffset now
    ) =>
        status switch
        {
            ExecutionStatus.Running => "Execution is RUNNING and cannot be redriven",
            ExecutionStatus.Succeeded => "Execution is SUCCEEDED and cannot be redriven",
            _ when events > MostEvents => "Execution history event limit exceeded",
            _ when now - started >= ExecutionLimits.LongestStandard => "Execution has exceeded the max execution time",
            _ when now - stopped >= Period => "Execution redrivable period exceeded",
            _ => null,
        };
}
