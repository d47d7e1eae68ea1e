using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.History;

/// <summary>The end of an execution.</summary>
public sealed record ExecutionEnd(ExecutionStatus Status, DateTimeOffset Started, DateTimeOffset Stopped)
{
    public Json? Output { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }
}
