namespace Classroom.Cli.Checks.Orders;

sealed class OrdersParts : LabParts
{
    public override string Lab => "orders";

    public override IReadOnlyList<string> Functions { get; } =
    ["order-validator", "payment-processor", "inventory-updater", "order-fulfillment", "realtime-validator", "long-running-task"];

    public override IReadOnlyList<WorkflowPart> Workflows { get; } =
    [
        new(
            "order-processing-workflow",
            ("ValidateOrder", "order-validator"),
            ("ProcessPayment", "payment-processor"),
            ("UpdateInventory", "inventory-updater"),
            ("ProcessFulfillment", "order-fulfillment")
        ),
        new("express-workflow", ("ValidateEvent", "realtime-validator")) { IsExpress = true },
        new("callback-workflow", ("StartLongRunningTask", "long-running-task")),
    ];
}
