namespace Classroom.Cli.Checks.Events;

sealed class TransientErrorsAreRetried : DefinitionCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "ProcessItem and PremiumProcessing retry transient errors three times, after 1, 2 and 4 seconds.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "One of ten calls fails, and would succeed a moment later. What does the workflow do?",
        "The name of the error is the name of the exception that the function throws: look into its log.",
        "Compare IntervalSeconds, MaxAttempts and BackoffRate of both states with the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksRetry("ProcessItem", "TransientException", 3, 1, 2),
            .. definition.LacksRetry("PremiumProcessing", "TransientException", 3, 1, 2),
        ];
}
