namespace Classroom.Cli.Checks;

/// <summary>A workflow of a lab as the course documents describe it.</summary>
/// <param name="Tasks">The states that call functions, each with its function. A workflow whose states may have any name has none.</param>
sealed record WorkflowPart(string Name, params (string State, string Function)[] Tasks)
{
    readonly IReadOnlyList<string>? calls;

    /// <summary>The functions that the states call.</summary>
    public IReadOnlyList<string> Calls
    {
        get => calls ?? [.. Tasks.Select(task => task.Function).Distinct()];
        init => calls = value;
    }

    public bool IsExpress { get; init; }

    public string Type => IsExpress ? "EXPRESS" : "STANDARD";
}

/// <summary>The parts of a lab under their names in the course documents, without the prefix of the student.</summary>
abstract class LabParts
{
    public abstract string Lab { get; }

    public abstract IReadOnlyList<string> Functions { get; }

    public abstract IReadOnlyList<WorkflowPart> Workflows { get; }
}
