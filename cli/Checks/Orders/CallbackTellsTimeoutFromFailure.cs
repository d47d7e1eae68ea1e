namespace Classroom.Cli.Checks.Orders;

sealed class CallbackTellsTimeoutFromFailure : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "callback-workflow";

    public override string Sentence =>
        "A task that nobody answers ends in TaskTimeout, a task that is answered with a failure in TaskFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Nobody answering and an answer that says no are two endings. Which two states are they?",
        "Step Functions has a name of its own for the error of a task that took too long.",
        "The list of Catch is read from above: the first entry that fits is taken.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksCatch("StartLongRunningTask", "States.Timeout", "TaskTimeout"),
            .. definition.LacksCatch("StartLongRunningTask", "States.TaskFailed", "TaskFailed"),
        ];
}
