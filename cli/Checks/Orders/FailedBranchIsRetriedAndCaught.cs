namespace Classroom.Cli.Checks.Orders;

sealed class FailedBranchIsRetriedAndCaught : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "A branch failed, was retried, and the order ended in ProcessingFailed.";

    protected override string Exercise => "an execution in which a branch fails";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The validator counts the items of an order, and does not look into them. Which item passes it and breaks the next function?",
        "What does a function that reads the product of an item do with an item that is null?",
        "Look at the events of the failing branch: how often was the function called, and how long were the breaks?",
    ];

    public override bool IsAttempt(History history) => history.Failed("UpdateInventory") || history.Failed("ProcessFulfillment");

    public override string? Missing(History history) =>
        Math.Max(history.Attempts("UpdateInventory"), history.Attempts("ProcessFulfillment")) < 2 ? "the branch was not retried"
        : history.Entered("ProcessingFailed") ? null
        : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) => performer.StartAsync(student, Workflow, Broken);

    // The order passes the validation, and the stock of its item cannot be looked up, whatever the settings of the class.
    const string Broken = """{"orderId":"order-broken","customerId":"customer-67890","amount":1,"items":[null]}""";
}
