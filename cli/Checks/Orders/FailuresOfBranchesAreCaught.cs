namespace Classroom.Cli.Checks.Orders;

sealed class FailuresOfBranchesAreCaught : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "If a branch fails, the order ends in ProcessingFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "One branch fails, the other one does not. What happens to the order?",
        "An error of a branch is an error of the state around it.",
        "Look at the Catch of ParallelProcessing.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksCatch("ParallelProcessing", "States.ALL", "ProcessingFailed")];
}
