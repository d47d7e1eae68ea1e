namespace Classroom.Cli.Checks.Greeting;

sealed class ValidationErrorsAreCaught : DefinitionCheck
{
    public override string Lab => "greeting";

    protected override string Workflow => "greeting-workflow";

    public override string Sentence => "An input without a name leads to ValidationFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Start the workflow with {}. What should happen, and what happens?",
        "The function throws an exception. Which field of the state says where that leads?",
        "Look at the Catch of Validate.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksCatch("Validate", "States.ALL", "ValidationFailed"), .. definition.LacksState("ValidationFailed", "Fail")];
}
