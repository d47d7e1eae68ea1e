namespace Classroom.Cli.Checks.Pipeline;

sealed class WorkflowWasStartedByHand : ExerciseCheck
{
    public override string Lab => "pipeline";

    protected override string Workflow => "simple-workflow";

    public override string Sentence => "The workflow was started without the API, and notified the user.";

    protected override string Exercise => "an execution that was started in the console or with the AWS CLI";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The guide begins with a test in the console.",
        "Start an execution of the workflow with a userId and a dataType.",
        "The API names its executions; yours has the name that you give it.",
    ];

    public override bool IsAttempt(History history) =>
        !Api.Started(history)
        && Api.TypeOf(history) is ("sales_data" or "customer_data" or "inventory_data" or "analytics_data")
        && history.Given("userId")?.ToString() is { Length: > 0 };

    public override string? Missing(History history) => history.IsSucceeded && history.Entered("SendNotification") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));
}
