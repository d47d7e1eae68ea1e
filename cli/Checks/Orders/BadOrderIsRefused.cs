namespace Classroom.Cli.Checks.Orders;

sealed class BadOrderIsRefused : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "An order without an id, a customer and items ended in ValidationFailed before any payment.";

    protected override string Exercise => "an execution with an order that is not valid";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The guide has an order that must be refused. Start the workflow with it.",
        "Leave out what an order needs, and see where the execution goes.",
        "The execution succeeds: the workflow has handled the error. Look at the last state.",
    ];

    public override bool IsAttempt(History history) => string.IsNullOrEmpty(history.Given("customerId")?.ToString());

    public override string? Missing(History history) =>
        history.LastState == "ValidationFailed" && !history.Entered("ProcessPayment") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "bad"));
}
