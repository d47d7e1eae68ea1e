namespace Classroom.Cli.Checks.Inventory;

sealed class InventoryParts : LabParts
{
    public override string Lab => "inventory";

    public override IReadOnlyList<string> Functions { get; } = ["validate-order", "check-inventory", "process-payment"];

    public override IReadOnlyList<WorkflowPart> Workflows { get; } =
    [
        new(
            "order-workflow",
            ("ValidateOrder", "validate-order"),
            ("CheckInventory", "check-inventory"),
            ("ProcessPayment", "process-payment")
        ),
        new("order-workflow-challenge") { Calls = ["validate-order", "check-inventory", "process-payment"] },
    ];
}
