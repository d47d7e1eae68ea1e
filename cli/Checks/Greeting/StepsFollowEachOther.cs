namespace Classroom.Cli.Checks.Greeting;

sealed class StepsFollowEachOther : DefinitionCheck
{
    public override string Lab => "greeting";

    protected override string Workflow => "greeting-workflow";

    public override string Sentence => "Validate, Process and NotifySuccess follow each other.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Draw the path of a good input through the definition.",
        "Each state names the next one.",
        "Compare the Next of Validate and Process with the picture in the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksNext("Validate", "Process"), .. definition.LacksNext("Process", "NotifySuccess")];
}
