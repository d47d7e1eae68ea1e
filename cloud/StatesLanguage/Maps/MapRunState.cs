using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>How many of something, child executions or their items, are in which state.</summary>
public sealed record MapRunCounts(int Pending, int Running, int Succeeded, int Failed, int TimedOut, int Aborted)
{
    /// <summary>Unsuccessful before, and waiting to be redriven; not counted as failed, timed out or aborted meanwhile.</summary>
    public int PendingRedrive { get; init; }

    /// <summary>Of the failed, timed out and aborted: those that a redrive had to leave as they were.</summary>
    public int FailuresNotRedrivable { get; init; }

    /// <summary>How many the ResultWriter has written of, those that were never started included.</summary>
    public int ResultsWritten { get; init; }

    public int Total => Pending + Running + Succeeded + Failed + TimedOut + Aborted + PendingRedrive;
}

/// <summary>One run of a distributed Map as the API describes it. A host keeps the newest.</summary>
/// <param name="ExecutionArn">The execution that the Map belongs to.</param>
/// <param name="StateMachineArn">The labelled state machine that the child executions run.</param>
public sealed record MapRunState(
    string Arn,
    string ExecutionArn,
    string StateMachineArn,
    string Label,
    ExecutionStatus Status,
    DateTimeOffset Started
)
{
    public DateTimeOffset? Stopped { get; init; }

    public int MaxConcurrency { get; init; }

    /// <summary>0 where the definition gives none.</summary>
    public double ToleratedFailureCount { get; init; }

    /// <summary>0 where the definition gives none.</summary>
    public double ToleratedFailurePercentage { get; init; }

    public required MapRunCounts Items { get; init; }

    public required MapRunCounts Executions { get; init; }

    public int RedriveCount { get; init; }

    public DateTimeOffset? Redriven { get; init; }
}
