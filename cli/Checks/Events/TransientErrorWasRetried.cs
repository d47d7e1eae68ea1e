namespace Classroom.Cli.Checks.Events;

sealed class TransientErrorWasRetried : ExerciseCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "A transient error of process-item or process-premium was retried.";

    protected override string Exercise => "an execution in which an item fails and is tried again";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "One of ten calls fails by chance. An order with twenty items fails more often than an order with two.",
        "Look for a history in which the same item is scheduled twice.",
        "How long is the break, and why is it not the same each time?",
    ];

    public override bool IsAttempt(History history) =>
        (history.Failed("ProcessItem") && history.Given("items.0.productId")?.ToString() is { Length: > 0 })
        || history.Failed("PremiumProcessing");

    public override string? Missing(History history) =>
        Math.Max(history.Attempts("ProcessItem"), history.Attempts("PremiumProcessing")) >= 2
            ? null
            : "the function failed and was not called again";

    public override Task PerformAsync(StudentAccount student, Performer performer) => performer.StartAsync(student, Workflow, Order.Of(20));

    public override int MostTries => 20;

    protected override Task<string?> ObstacleAsync(StudentAccount student) =>
        Rates.ObstacleAsync(student, "process-item", "TRANSIENT_ERROR_RATE", "no call fails in this class");
}
