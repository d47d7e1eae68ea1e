namespace Classroom.Cli.Checks.Events;

sealed class StandardOrderWasProcessed : ExerciseCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "A standard order was processed item by item, and waited before its end.";

    protected override string Exercise => "an execution with a standard order";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Send an order with two items, in any way.",
        "The history has one iteration for each item.",
        "The last state before the end is a Wait state.",
    ];

    public override bool IsAttempt(History history) =>
        Order.TypeOf(history) != "premium"
        && Order.ItemsOf(history) > 0
        && history.Given("items.0.productId")?.ToString() is { Length: > 0 };

    public override string? Missing(History history) =>
        history.IsSucceeded && (history.Entered("WaitForProcessing") || history.Entered("WaitUntilScheduled")) ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));
}
