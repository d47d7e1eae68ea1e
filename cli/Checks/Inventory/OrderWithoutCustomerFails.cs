namespace Classroom.Cli.Checks.Inventory;

sealed class OrderWithoutCustomerFails : ExerciseCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "An order without a customer failed with ValidationError.";

    protected override string Exercise => "an execution with an order that has no customerId";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The guide has an order with missing fields. Start the workflow with it.",
        "The order needs an orderId and an amount; leave out something else.",
        "The execution must fail in ValidationFailed.",
    ];

    public override bool IsAttempt(History history) => !Inputs.HasCustomer(history) && Inputs.AmountOf(history) > 0;

    public override string? Missing(History history) => history.LastState == "ValidationFailed" ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "bad"));
}
