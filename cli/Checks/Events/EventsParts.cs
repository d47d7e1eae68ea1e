namespace Classroom.Cli.Checks.Events;

sealed class EventsParts : LabParts
{
    public override string Lab => "events";

    public override IReadOnlyList<string> Functions { get; } = ["process-sqs-message", "process-item", "process-premium", "handle-error"];

    public override IReadOnlyList<WorkflowPart> Workflows { get; } =
    [
        new(
            "order-events-workflow",
            ("ProcessItem", "process-item"),
            ("PremiumProcessing", "process-premium"),
            ("HandleError", "handle-error")
        ),
    ];
}
