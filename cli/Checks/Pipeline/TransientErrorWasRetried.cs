namespace Classroom.Cli.Checks.Pipeline;

sealed class TransientErrorWasRetried : ExerciseCheck
{
    public override string Lab => "pipeline";

    protected override string Workflow => "simple-workflow";

    public override string Sentence => "A transient error of process-data was retried.";

    protected override string Exercise => "an execution in which process-data fails and is called again";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Errors come by chance. Start some more executions.",
        "Look for a history in which the same function is scheduled twice.",
        "How long is the break before the second call, and why is it not the same each time?",
    ];

    public override bool IsAttempt(History history) =>
        history.Failed("ProcessData") && history.Given("userId")?.ToString() is { Length: > 0 };

    public override string? Missing(History history) =>
        history.Attempts("ProcessData") >= 2 ? null : "the function failed and was not called again";

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));

    public override int MostTries => 80;

    protected override Task<string?> ObstacleAsync(StudentAccount student) =>
        Rates.ObstacleAsync(student, "process-data", "TRANSIENT_ERROR_RATE", "no call fails in this class");
}
