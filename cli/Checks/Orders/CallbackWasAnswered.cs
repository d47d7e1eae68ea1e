namespace Classroom.Cli.Checks.Orders;

sealed class CallbackWasAnswered : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "callback-workflow";

    public override string Sentence => "A waiting task was answered with a success, and the workflow ended in TaskCompleted.";

    protected override string Exercise => "an execution whose task is answered";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The execution waits. Who has to do something, and what do they need?",
        "The task token is in the history of the execution, in the parameters of the task.",
        "There are two calls that answer a token: one for a success and one for a failure.",
    ];

    public override bool IsAttempt(History history) => true;

    public override string? Missing(History history) => history.LastState == "TaskCompleted" && history.IsSucceeded ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Quick("succeed"));

    internal static string Quick(string outcome) => $$"""{"jobId":"job-1","answer":{"afterSeconds":0.2,"outcome":"{{outcome}}"} }""";
}
