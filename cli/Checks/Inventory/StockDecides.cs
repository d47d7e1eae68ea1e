namespace Classroom.Cli.Checks.Inventory;

sealed class StockDecides : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "IsInventoryAvailable sends orders that are in stock to the payment, and all others to OutOfStock.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Which state decides whether the order is paid?",
        "The stock check answers inventoryAvailable. Where does each value lead?",
        "Compare the rule and the Default of IsInventoryAvailable with the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksState("IsInventoryAvailable", "Choice"),
            .. definition.LacksRule("IsInventoryAvailable", "$.inventory.inventoryAvailable", true, "ProcessPayment"),
            .. definition.LacksDefault("IsInventoryAvailable", "OutOfStock"),
        ];
}
