using System.Text.Json.Nodes;

namespace Classroom.Cli.Executions.Timelines;

/// <summary>
/// States that run one after the other: those of the execution, of a branch of a Parallel state, of an iteration of a Map state.
/// </summary>
/// <param name="Label">The iteration, such as "#3"; empty otherwise.</param>
sealed class Strand(Strand? around, int depth, string label)
{
    public Strand? Around => around;

    public int Depth => depth;

    public string Label => label.Length > 0 ? label : around?.Label ?? "";

    public Visit? Current { get; set; }
}

/// <summary>A state from the event that entered it to the event that left it.</summary>
sealed class Visit(HistoryEvent entered)
{
    public string Name { get; } = entered["name"] ?? "";

    public string Type { get; } = entered.StateType;

    public TimeSpan Entered { get; init; }

    public JsonNode? Input { get; } = Facts.Parse(entered["input"]);

    public string? InputText { get; } = entered["input"];

    /// <summary>When the current attempt began.</summary>
    public TimeSpan AttemptBegan { get; set; }

    /// <summary>The function that the task calls; null for other tasks.</summary>
    public string? Function { get; set; }

    /// <summary>The errors of the attempts so far.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The last failure, as long as nobody knows whether it is caught.</summary>
    public Step? Failed { get; set; }

    /// <summary>Of a Parallel or Map state: the error that made it fail, which happened in a branch or an iteration.</summary>
    public string? ErrorInside { get; set; }

    public int Iterations { get; set; }

    public int FailedIterations { get; set; }
}
