namespace Classroom.Cli.Checks.Orders;

sealed class ResultOfBranchesKeepsTheOrder : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "ParallelProcessing puts the results of its branches beside the order.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The order is complete, and the execution fails with States.ResultPathMatchFailure. Why?",
        "A Parallel state returns a list. What does the next state want to write into?",
        "Look for the field of ParallelProcessing that says where its result goes.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksState("ParallelProcessing", "Parallel"), .. ResultLacksPath(definition)];

    static IEnumerable<string> ResultLacksPath(Definition definition)
    {
        if (definition.Find("ParallelProcessing") is { } state && (string?)state["ResultPath"] is (null or "$"))
            yield return "ParallelProcessing replaces the order by the list of its results";
    }
}
