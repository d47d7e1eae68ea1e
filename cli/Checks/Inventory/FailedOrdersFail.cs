namespace Classroom.Cli.Checks.Inventory;

sealed class FailedOrdersFail : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "An order that is out of stock or not paid ends in the state Failure, and the execution fails.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "An order that could not be completed must not look like a success in the list of executions.",
        "Where do PaymentFailed and OutOfStock lead?",
        "The last state of both ways is a Fail state.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksNext("PaymentFailed", "Failure"),
            .. definition.LacksNext("OutOfStock", "Failure"),
            .. definition.LacksState("Failure", "Fail"),
        ];
}
