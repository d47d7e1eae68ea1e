namespace Classroom.Cli.Checks;

/// <summary>A check that exists once for each lab, because the documents ask it of each.</summary>
abstract class EveryLabCheck(LabParts parts) : Check
{
    public sealed override string Lab => parts.Lab;

    protected LabParts Parts => parts;

    protected string FunctionsExist => $"{Lab}/functions-exist";

    protected string WorkflowsExist => $"{Lab}/workflows-exist";
}
