using Classroom.Functions.Orders;
using Classroom.Policies;

namespace Classroom.Labs.Orders;

/// <summary>Standard, Express and callback workflows that process the orders of a shop.</summary>
[Lab("orders")]
[HandsOn(
    "stepfunctions-role",
    Workflows = ["order-processing-workflow", "express-workflow", "callback-workflow"],
    Functions = [
        "order-validator",
        "payment-processor",
        "inventory-updater",
        "order-fulfillment",
        "realtime-validator",
        "long-running-task",
    ]
)]
sealed class OrdersLab : Lab
{
    public OrdersLab(LabContext context)
        : base(context, typeof(OrdersLab))
    {
        var validator = Function<OrderValidator>("order-validator");
        var payment = Function<PaymentProcessor>("payment-processor");
        var inventory = Function<InventoryUpdater>("inventory-updater");
        var fulfillment = Function<OrderFulfillment>("order-fulfillment");
        var realtime = Function<RealtimeValidator>("realtime-validator", timeoutSeconds: 10);
        var longRunning = Function<LongRunningTask>("long-running-task", timeoutSeconds: 60);
        GrantFunctions(Policy.Allow("states:SendTaskSuccess", "states:SendTaskFailure").OnStar());

        var role = WorkflowsRole("stepfunctions-role");
        var permissions = GrantWorkflows(role, Functions);
        Workflow(
            "order-processing-workflow",
            role,
            permissions,
            new()
            {
                ["OrderValidator"] = validator.Arn,
                ["PaymentProcessor"] = payment.Arn,
                ["InventoryUpdater"] = inventory.Arn,
                ["OrderFulfillment"] = fulfillment.Arn,
            }
        );
        Workflow("express-workflow", role, permissions, new() { ["RealtimeValidator"] = realtime.Arn }, isExpress: true);
        Workflow("callback-workflow", role, permissions, new() { ["LongRunningTask"] = longRunning.Arn });
        RegisterOutputs();
    }
}
