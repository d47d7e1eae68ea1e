namespace Classroom.Cli.Checks.Greeting;

sealed class AliceIsGreeted : ExerciseCheck
{
    public override string Lab => "greeting";

    protected override string Workflow => "greeting-workflow";

    public override string Sentence => "An input with a name went through Validate, Process and NotifySuccess.";

    protected override string Exercise => "an execution with a name";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Start the workflow with the first input of the guide.",
        "The input is a JSON object with one field.",
        "If it failed, the history shows in which state.",
    ];

    public override bool IsAttempt(History history) => history.Given("name")?.ToString() is { Length: > 0 };

    public override string? Missing(History history) => history.IsSucceeded && history.Entered("NotifySuccess") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));
}
