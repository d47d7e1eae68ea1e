namespace Classroom.Cli.Checks.Orders;

sealed class GoodOrderCompletes : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "The order of the guide went through payment and both branches, and was completed.";

    protected override string Exercise => "an execution with a valid order";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Start the workflow with the first order of the guide.",
        "If the order was refused or the payment declined, chance was against it: start the same order again.",
        "The graph of the execution shows where it turned off.",
    ];

    public override bool IsAttempt(History history) =>
        history.Given("customerId")?.ToString() is { Length: > 0 } && History.At(history.Input, "items.0.productId") is not null;

    public override string? Missing(History history) =>
        history is { IsSucceeded: true }
        && history.Entered("UpdateInventory")
        && history.Entered("ProcessFulfillment")
        && history.Entered("OrderComplete")
            ? null
            : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));
}
