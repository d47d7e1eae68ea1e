namespace Classroom.Cli.Checks.Greeting;

sealed class TransientErrorsAreRetried : DefinitionCheck
{
    public override string Lab => "greeting";

    protected override string Workflow => "greeting-workflow";

    public override string Sentence => "Process retries transient errors three times, after 2, 4 and 8 seconds.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "One of ten calls fails, and would succeed a moment later. What does the workflow do?",
        "The name of the error is the name of the exception that the function throws: look into its log.",
        "Compare IntervalSeconds, MaxAttempts and BackoffRate with the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksRetry("Process", "TransientException", 3, 2, 2)];
}
