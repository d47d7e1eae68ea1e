namespace Classroom.Cli.Checks.Inventory;

sealed class ChallengeTellsTheStage : ExerciseCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow-challenge";

    public override string Sentence => "An order that is not valid failed with an error that names the stage.";

    protected override string Exercise => "an execution of the challenge with an order that is not valid";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Start the workflow of the challenges with an order that has no customer.",
        "The list of executions shows that it failed, its history shows the error.",
        "Count the failures by their error: that is challenge 5.",
    ];

    public override bool IsAttempt(History history) => !Inputs.HasCustomer(history);

    public override string? Missing(History history) =>
        history is { IsSucceeded: false, IsEnded: true } && !history.Entered("ProcessPayment") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "bad"));
}
