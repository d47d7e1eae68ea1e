namespace Classroom.Cli.Checks.Greeting;

sealed class GreetingParts : LabParts
{
    public override string Lab => "greeting";

    public override IReadOnlyList<string> Functions { get; } = ["validate-fn", "process-fn", "notify-fn"];

    public override IReadOnlyList<WorkflowPart> Workflows { get; } =
    [
        new(
            "greeting-workflow",
            ("Validate", "validate-fn"),
            ("Process", "process-fn"),
            ("NotifySuccess", "notify-fn"),
            ("NotifyFailure", "notify-fn")
        ),
    ];
}
