namespace Classroom.Cli.Checks.Orders;

sealed class ExpressWorkflowAcceptsAnEvent : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "express-workflow";

    public override string Sentence => "The Express workflow processed a valid event.";

    protected override string Exercise => "a synchronous execution with a valid event";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "An Express workflow answers at once: which command starts an execution and waits for its result?",
        "Express executions are in no list. Where do their events go?",
        "The log group of the workflow shows the states; without one, nothing is left of the execution.",
    ];

    public override bool IsAttempt(History history) =>
        history.Returned("isValid")?.GetValue<bool>() == true || history.Entered("ProcessValidEvent");

    public override string? Missing(History history) => history.IsSucceeded && history.Entered("ProcessValidEvent") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartExpressAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));
}
