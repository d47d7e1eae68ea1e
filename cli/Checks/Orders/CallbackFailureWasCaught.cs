namespace Classroom.Cli.Checks.Orders;

sealed class CallbackFailureWasCaught : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "callback-workflow";

    public override string Sentence => "A waiting task was answered with a failure, and the workflow ended in TaskFailed.";

    protected override string Exercise => "an execution whose task is answered with a failure";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "An answer can also say that the work has failed.",
        "The call for a failure takes the token, an error and a cause.",
        "Or ask the function to fail: the guide shows the input.",
    ];

    public override bool IsAttempt(History history) => history.Failed("StartLongRunningTask");

    public override string? Missing(History history) => history.LastState == "TaskFailed" && history.IsSucceeded ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, CallbackWasAnswered.Quick("fail"));
}
