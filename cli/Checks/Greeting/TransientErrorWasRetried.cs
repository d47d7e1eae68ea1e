namespace Classroom.Cli.Checks.Greeting;

sealed class TransientErrorWasRetried : ExerciseCheck
{
    public override string Lab => "greeting";

    protected override string Workflow => "greeting-workflow";

    public override string Sentence => "A transient error of process-fn was retried.";

    protected override string Exercise => "an execution in which Process fails and is called again";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "One of ten calls fails by chance. Re-run the workflow until it happens.",
        "Look for a history in which the same function is scheduled twice.",
        "How long are the breaks between the calls?",
    ];

    public override bool IsAttempt(History history) => history.Failed("Process");

    public override string? Missing(History history) =>
        history.Attempts("Process") >= 2 ? null : "the function failed and was not called again";

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));

    public override int MostTries => 80;

    protected override Task<string?> ObstacleAsync(StudentAccount student) =>
        Rates.ObstacleAsync(student, "process-fn", "TRANSIENT_ERROR_RATE", "no call fails in this class");
}
