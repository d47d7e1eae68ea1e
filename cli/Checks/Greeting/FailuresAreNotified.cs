namespace Classroom.Cli.Checks.Greeting;

sealed class FailuresAreNotified : DefinitionCheck
{
    public override string Lab => "greeting";

    protected override string Workflow => "greeting-workflow";

    public override string Sentence => "If Process fails for good, somebody is notified, and the execution fails.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Who learns that a greeting could not be made?",
        "Process needs a way out for errors that no retry has cured.",
        "The way leads through NotifyFailure to the state Failed.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksCatch("Process", "States.ALL", "NotifyFailure"),
            .. definition.LacksState("NotifyFailure", "Task"),
            .. definition.LacksState("Failed", "Fail"),
        ];
}
