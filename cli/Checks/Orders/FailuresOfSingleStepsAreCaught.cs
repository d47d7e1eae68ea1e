namespace Classroom.Cli.Checks.Orders;

sealed class FailuresOfSingleStepsAreCaught : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "A failed validation leads to ValidationFailed, and a declined payment to PaymentFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "What does the workflow do after a function has failed for the last time?",
        "Both Task states before the parallel part need a way out for errors.",
        "Look at the Catch of ValidateOrder and ProcessPayment: each names the errors and the next state.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksCatch("ValidateOrder", "States.ALL", "ValidationFailed"),
            .. definition.LacksCatch("ProcessPayment", "States.ALL", "PaymentFailed"),
        ];
}
