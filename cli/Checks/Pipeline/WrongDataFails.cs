namespace Classroom.Cli.Checks.Pipeline;

sealed class WrongDataFails : ExerciseCheck
{
    public override string Lab => "pipeline";

    protected override string Workflow => "simple-workflow";

    public override string Sentence =>
        "The workflow was started with an empty userId or an unknown dataType, and ended in ProcessingFailed.";

    protected override string Exercise => "an execution with data that cannot be processed";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "What does the workflow do with an empty userId? The API would refuse it, so start the workflow itself.",
        "The execution must fail, with an error that the workflow has chosen.",
        "Look at the input of ProcessingFailed: it says what went wrong before.",
    ];

    public override bool IsAttempt(History history) =>
        history.Given("userId")?.ToString() is (null or "")
        || Api.TypeOf(history) is not ("sales_data" or "customer_data" or "inventory_data" or "analytics_data");

    public override string? Missing(History history) => history.LastState == "ProcessingFailed" ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "bad"));
}
