namespace Classroom.Cli.Checks.Pipeline;

sealed class FailuresAreCaught : DefinitionCheck
{
    public override string Lab => "pipeline";

    protected override string Workflow => "simple-workflow";

    public override string Sentence => "Errors of both functions lead to ProcessingFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Start the workflow with an empty userId. In which state does it end?",
        "What does the workflow do after a function has failed for the last time?",
        "Both Task states need a Catch.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksCatch("ProcessData", "States.ALL", "ProcessingFailed"),
            .. definition.LacksCatch("SendNotification", "States.ALL", "ProcessingFailed"),
        ];
}
