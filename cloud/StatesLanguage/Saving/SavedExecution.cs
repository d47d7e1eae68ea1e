using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Saving;

/// <summary>What a host has kept of an execution: the parts that all changes have left, and the number of events.</summary>
public sealed record SavedExecution(IReadOnlyDictionary<string, Json> Parts, long Events)
{
    /// <summary>
    /// How the execution has ended, if it has. Only child executions need it: the end of a child is kept before its parent learns of it,
    /// and a process can stop in between.
    /// </summary>
    public ExecutionEnd? End { get; init; }
}

/// <summary>The end of an execution.</summary>
public sealed record ExecutionEnd(ExecutionStatus Status, DateTimeOffset Started, DateTimeOffset Stopped)
{
    public Json? Output { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    internal static ExecutionEnd Of(Execution ended) =>
        new(ended.Status, ended.Started, ended.Stopped!.Value)
        {
            Output = ended.Output,
            Error = ended.Error,
            Cause = ended.Cause,
        };
}
