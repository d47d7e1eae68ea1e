namespace Classroom.Cli.Checks.Orders;

sealed class BranchesRetryEveryError : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "Both branches retry every error twice, after 1 and 2 seconds.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Stock and shipping may fail for a moment. How often do the branches try?",
        "Compare ErrorEquals, IntervalSeconds, MaxAttempts and BackoffRate of both branches with the guide.",
        "A Retry that names single errors does not help against the others.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksRetry("UpdateInventory", "States.ALL", 2, 1, 2),
            .. definition.LacksRetry("ProcessFulfillment", "States.ALL", 2, 1, 2),
        ];
}
