namespace Classroom.Cli.Checks.Inventory;

sealed class ResultsStandBesideTheOrder : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "Every task puts its result beside the order: under validation, inventory and payment.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Look at the input of the payment: is the amount of the order still there?",
        "A task replaces its input by its result, unless it says where the result goes.",
        "Each of the three tasks needs a ResultPath.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksResultPath("ValidateOrder", "$.validation"),
            .. definition.LacksResultPath("CheckInventory", "$.inventory"),
            .. definition.LacksResultPath("ProcessPayment", "$.payment"),
        ];
}
