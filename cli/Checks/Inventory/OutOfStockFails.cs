namespace Classroom.Cli.Checks.Inventory;

sealed class OutOfStockFails : ExerciseCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "An order that was out of stock ended in OutOfStock, and was not paid.";

    protected override string Exercise => "an execution whose item is out of stock";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Items are out of stock by chance. Start the valid order some more times.",
        "Look for an execution that failed although its order was valid.",
        "The state before Failure says why the order failed.",
    ];

    public override bool IsAttempt(History history) => history.Entered("OutOfStock");

    public override string? Missing(History history) =>
        history.Entered("ProcessPayment") ? "the order was paid"
        : history.IsEnded ? null
        : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));

    public override int MostTries => 80;

    protected override Task<string?> ObstacleAsync(StudentAccount student) =>
        Rates.ObstacleAsync(student, "check-inventory", "OUT_OF_STOCK_RATE", "everything is in stock in this class");
}
