using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Saving;

/// <summary>The saved state of an execution: the result of applying all changes, and the number of events.</summary>
public sealed record SavedExecution(IReadOnlyDictionary<string, Json> Parts, long Events)
{
    /// <summary>
    /// The end of the execution, if it has ended. Only child executions need it: the host keeps the end of a child before the parent is
    /// told, and the process can stop in between.
    /// </summary>
    public ExecutionEnd? End { get; init; }
}
