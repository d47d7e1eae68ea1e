namespace Classroom.Cli.Checks.Pipeline;

sealed class TransientErrorsAreRetried : DefinitionCheck
{
    public override string Lab => "pipeline";

    protected override string Workflow => "simple-workflow";

    public override string Sentence => "ProcessData retries transient errors, four times at least, and waits longer each time.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Some calls of the function fail and would succeed a second later. What does the workflow do?",
        "The name of the error is the name of the exception that the function throws: look into its log.",
        "Retry names the error, the first wait, the number of tries and the factor by which the wait grows.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksRetry("ProcessData", "TransientException", 4, 1, 2)];
}
