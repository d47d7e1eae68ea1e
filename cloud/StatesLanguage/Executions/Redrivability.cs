namespace Classroom.StatesLanguage.Executions;

/// <summary>Which executions AWS redrives, and what it says of the others as redriveStatusReason.</summary>
public static class Redrivability
{
    /// <summary>A history has room for the redrive itself and one event more.</summary>
    internal const long MostEvents = Execution.MostEvents - 2;

    static readonly TimeSpan Period = TimeSpan.FromDays(14);

    /// <summary>Why a Standard execution cannot be redriven now; null where it can. Express executions never can by themselves.</summary>
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
            _ when now - started >= Execution.LongestStandard => "Execution has exceeded the max execution time",
            _ when now - stopped >= Period => "Execution redrivable period exceeded",
            _ => null,
        };
}
