using Classroom.Functions.Inventory;
using Classroom.Policies;
using Pulumi.Aws.Sns;

namespace Classroom.Labs.Inventory;

/// <summary>An order workflow with choices and retries, and the same workflow with the solutions of its five challenges.</summary>
[Lab("inventory")]
[HandsOn(
    "inventory-workflows",
    Workflows = ["order-workflow", "order-workflow-challenge"],
    Functions = ["validate-order", "check-inventory", "process-payment"]
)]
sealed class InventoryLab : Lab
{
    public InventoryLab(LabContext context)
        : base(context, typeof(InventoryLab))
    {
        var validate = Function<ValidateOrder>("validate-order");
        var check = Function<CheckInventory>("check-inventory");
        var pay = Function<ProcessPayment>("process-payment");
        GrantFunctions();

        var notifications = new Topic(Name("order-notifications"), new() { Name = Name("order-notifications"), Tags = Tags.Map }, Here);
        var role = WorkflowsRole();
        var permissions = GrantWorkflows(role, Functions, Policy.Allow("sns:Publish").On(notifications.Arn));
        Workflow(
            "order-workflow",
            role,
            permissions,
            new()
            {
                ["ValidateOrder"] = validate.Arn,
                ["CheckInventory"] = check.Arn,
                ["ProcessPayment"] = pay.Arn,
            }
        );
        Workflow(
            "order-workflow-challenge",
            role,
            permissions,
            new()
            {
                ["ValidateOrder"] = validate.Arn,
                ["CheckInventory"] = check.Arn,
                ["ProcessPayment"] = pay.Arn,
                ["OrderNotifications"] = notifications.Arn,
            }
        );
        Facts["order_notifications_topic"] = notifications.Arn;
        RegisterOutputs();
    }
}
