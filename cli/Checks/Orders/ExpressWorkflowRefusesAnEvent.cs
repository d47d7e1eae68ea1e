namespace Classroom.Cli.Checks.Orders;

sealed class ExpressWorkflowRefusesAnEvent : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "express-workflow";

    public override string Sentence => "The Express workflow rejected an event that is not valid.";

    protected override string Exercise => "a synchronous execution with an event that is not valid";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The validator knows four actions. Send another one.",
        "An event without a userId is not valid either.",
        "Look at the output: the status and the list of errors.",
    ];

    public override bool IsAttempt(History history) => history.Entered("InvalidEvent");

    public override string? Missing(History history) => history.IsSucceeded ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartExpressAsync(student, Workflow, Performer.Sample(Lab, Workflow, "bad"));
}
