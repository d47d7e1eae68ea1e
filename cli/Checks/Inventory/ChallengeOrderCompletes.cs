namespace Classroom.Cli.Checks.Inventory;

sealed class ChallengeOrderCompletes : ExerciseCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow-challenge";

    public override string Sentence => "An order with several items was checked item by item, paid and announced.";

    protected override string Exercise => "an execution of the challenge with several items";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Start the workflow of the challenges with an order that has a list of items.",
        "If an item was out of stock or the payment failed, start it again.",
        "The history has one iteration for each item, and one task that publishes.",
    ];

    public override bool IsAttempt(History history) => Inputs.IsValid(history) && History.At(history.Input, "items.1") is not null;

    public override string? Missing(History history) => history.IsSucceeded && history.Iterations >= 2 ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));
}
