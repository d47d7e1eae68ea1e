namespace Classroom.StatesLanguage.History;

/// <summary>The numbers of child executions, or of their items, in each state.</summary>
public sealed record MapRunCounts(int Pending, int Running, int Succeeded, int Failed, int TimedOut, int Aborted)
{
    /// <summary>
    /// Unsuccessful in an earlier attempt and waiting for the redrive. These do not count as failed, timed out or aborted.
    /// </summary>
    public int PendingRedrive { get; init; }

    /// <summary>Those of the failed, timed out and aborted that could not be redriven.</summary>
    public int FailuresNotRedrivable { get; init; }

    /// <summary>The number that the ResultWriter has written, including those that were never started.</summary>
    public int ResultsWritten { get; init; }

    public int Total => Pending + Running + Succeeded + Failed + TimedOut + Aborted + PendingRedrive;
}

/// <summary>A map run as DescribeMapRun returns it. A host keeps the latest.</summary>
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

    /// <summary>0 where the definition sets none.</summary>
    public double ToleratedFailureCount { get; init; }

    /// <summary>0 where the definition sets none.</summary>
    public double ToleratedFailurePercentage { get; init; }

    public required MapRunCounts Items { get; init; }

    public required MapRunCounts Executions { get; init; }

    public int RedriveCount { get; init; }

    public DateTimeOffset? Redriven { get; init; }
}
