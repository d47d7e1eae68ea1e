namespace Classroom.Cli.Checks.Greeting;

sealed class NamelessInputFails : ExerciseCheck
{
    public override string Lab => "greeting";

    protected override string Workflow => "greeting-workflow";

    public override string Sentence => "An input without a name failed in ValidationFailed.";

    protected override string Exercise => "an execution without a name";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The guide also shows an input that must fail.",
        "An empty JSON object has no name.",
        "The execution must fail, with an error that the workflow has chosen.",
    ];

    public override bool IsAttempt(History history) => history.Given("name")?.ToString() is null or "";

    public override string? Missing(History history) =>
        history.LastState == "ValidationFailed" && !history.IsSucceeded ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "bad"));
}
