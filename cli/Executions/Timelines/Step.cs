namespace Classroom.Cli.Executions.Timelines;

/// <summary>How a step of an execution went.</summary>
enum StepOutcome
{
    Neutral,
    Good,
    Warning,
    Bad,
}

/// <summary>One line of a timeline: what happened to a state, or to the execution.</summary>
/// <param name="At">When it began, counted from the start of the execution.</param>
/// <param name="Depth">The number of Parallel and Map states around it.</param>
/// <param name="Verdict">One word: ok, retry, failed, pass, waits.</param>
/// <param name="Took">Null for a step without a duration worth showing.</param>
/// <param name="Note">What the reader needs: the function, what changed, the next state, the error.</param>
sealed record Step(TimeSpan At, int Depth, string Name, string Verdict, TimeSpan? Took, string Note, StepOutcome Outcome)
{
    /// <summary>Shown below the line and never cut: the cause of an error, log lines.</summary>
    public IReadOnlyList<string> Below { get; init; } = [];

    /// <summary>The function that ran, for its log.</summary>
    public string? Function { get; init; }

    /// <summary>The last step: the end of the execution itself.</summary>
    public bool IsEnd { get; init; }

    /// <summary>"cold start 0.31 s", where the function's log says so.</summary>
    public string? ColdStart { get; init; }

    /// <summary>Input and output as JSON, for the details on demand.</summary>
    public string? Input { get; init; }

    public string? Output { get; init; }

    /// <summary>The end of the step.</summary>
    public TimeSpan Until => At + (Took ?? TimeSpan.Zero);
}
