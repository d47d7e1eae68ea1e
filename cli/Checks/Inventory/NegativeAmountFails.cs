namespace Classroom.Cli.Checks.Inventory;

sealed class NegativeAmountFails : ExerciseCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "An order with a negative amount failed with ValidationError.";

    protected override string Exercise => "an execution with a negative amount";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The guide has an order with an amount that nobody can pay. Start the workflow with it.",
        "Everything else in the order must be right, or you do not know why it failed.",
        "The execution must fail in ValidationFailed.",
    ];

    public override bool IsAttempt(History history) => Inputs.HasCustomer(history) && Inputs.AmountOf(history) < 0;

    public override string? Missing(History history) => history.LastState == "ValidationFailed" ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "edge"));
}
