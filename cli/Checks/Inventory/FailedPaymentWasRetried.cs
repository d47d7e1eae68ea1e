namespace Classroom.Cli.Checks.Inventory;

sealed class FailedPaymentWasRetried : ExerciseCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "A failed payment was retried.";

    protected override string Exercise => "an execution whose payment fails and is tried again";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Payments fail by chance. Start the valid order some more times.",
        "Look for a history in which the payment is scheduled twice.",
        "How long is the break before the second try, and before the third one?",
    ];

    public override bool IsAttempt(History history) => history.Failed("ProcessPayment");

    public override string? Missing(History history) =>
        history.Attempts("ProcessPayment") >= 2 ? null : "the payment failed and was not tried again";

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));

    public override int MostTries => 60;

    protected override Task<string?> ObstacleAsync(StudentAccount student) =>
        Rates.ObstacleAsync(student, "process-payment", "PAYMENT_FAILURE_RATE", "no payment fails in this class");
}
