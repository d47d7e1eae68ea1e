namespace Classroom.Cli.Checks.Orders;

sealed class DeclinedPaymentIsCaught : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "A declined payment led the order to PaymentFailed.";

    protected override string Exercise => "an execution whose payment is declined";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Some payments are declined by chance. How many orders do you need until one is?",
        "Start ten orders: the guide has a script for that.",
        "The execution succeeds: the workflow has handled the error. Look at the last state.",
    ];

    public override bool IsAttempt(History history) => history.Failed("ProcessPayment");

    public override string? Missing(History history) => history.LastState == "PaymentFailed" ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));

    public override int MostTries => 60;

    protected override Task<string?> ObstacleAsync(StudentAccount student) =>
        Rates.ObstacleAsync(student, "payment-processor", "PAYMENT_FAILURE_RATE", "no payment fails in this class");
}
