using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks.Orders;

sealed class BranchesRunSideBySide : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "ParallelProcessing has two branches: one updates the stock, the other one ships the order.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Stock and shipping do not need each other. Which kind of state runs both at once?",
        "Look at the list Branches: each branch is a small workflow with a StartAt of its own.",
        "UpdateInventory is the only state of one branch, ProcessFulfillment of the other one.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition)
    {
        if (definition.Find("ParallelProcessing") is not { } parallel)
        {
            yield return "there is no state ParallelProcessing";
            yield break;
        }
        var starts = ((parallel["Branches"] as JsonArray) ?? []).Select(branch => (string?)branch?["StartAt"]).ToHashSet();
        if (!starts.SetEquals(["UpdateInventory", "ProcessFulfillment"]))
            yield return $"the branches begin with {string.Join(", ", starts)}";
    }
}
