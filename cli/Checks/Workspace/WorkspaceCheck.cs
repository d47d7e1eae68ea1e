namespace Classroom.Cli.Checks.Workspace;

/// <summary>A check of what a student has besides the labs.</summary>
/// <param name="labs">The labs of the student.</param>
abstract class WorkspaceCheck(IReadOnlyList<LabParts> labs) : Check
{
    public const string Group = "workspace";

    public sealed override string Lab => Group;

    protected IReadOnlyList<LabParts> Labs => labs;
}
