namespace Classroom.Cli.Checks.Events;

sealed class PremiumOrderWasProcessed : ExerciseCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "A premium order was processed as a whole.";

    protected override string Exercise => "an execution with a premium order";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Which field of the order makes it premium?",
        "Send an order with orderType premium, in any way.",
        "The graph must go through PremiumProcessing.",
    ];

    public override bool IsAttempt(History history) => Order.TypeOf(history) == "premium";

    public override string? Missing(History history) => history.IsSucceeded && history.Entered("PremiumProcessing") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "edge"));
}
