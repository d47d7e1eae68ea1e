namespace Classroom.Cli.Checks.Inventory;

sealed class PaymentsAreRetried : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "ProcessPayment retries a failed payment three times, after 2, 4 and 8 seconds.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "How often does the workflow try before it gives up?",
        "Exponential back-off: the first wait and the factor by which it grows.",
        "Compare ErrorEquals, IntervalSeconds, MaxAttempts and BackoffRate with the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksRetry("ProcessPayment", "States.TaskFailed", 3, 2, 2)];
}
