namespace Classroom.Cli.Checks.Inventory;

sealed class ValidOrderCompletes : ExerciseCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "A valid order was validated, in stock, paid and completed.";

    protected override string Exercise => "an execution with a valid order";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Start the workflow with the first order of the guide.",
        "If it was out of stock or not paid, chance was against it: start it again.",
        "The graph of the execution shows where it turned off.",
    ];

    public override bool IsAttempt(History history) => Inputs.IsValid(history);

    public override string? Missing(History history) => history.IsSucceeded && history.Entered("OrderCompleted") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));
}
