namespace Classroom.Cli.Checks.Pipeline;

sealed class PipelineParts : LabParts
{
    public override string Lab => "pipeline";

    public override IReadOnlyList<string> Functions { get; } = ["process-data", "send-notification", "trigger-workflow"];

    public override IReadOnlyList<WorkflowPart> Workflows { get; } =
    [new("simple-workflow", ("ProcessData", "process-data"), ("SendNotification", "send-notification"))];
}
