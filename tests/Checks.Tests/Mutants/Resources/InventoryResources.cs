using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Sns;

namespace Classroom.Checks.Tests.Mutants.Resources;

static class InventoryResources
{
    public static IEnumerable<Mutant> All =>
        [
            new(
                "a workflow that logs no data",
                "inventory/workflows-log-everything",
                damage => ResourceDamage.LoggingAsync(damage, "order-workflow", logging => logging with { IncludeExecutionData = false })
            ),
            new(
                "a function with a concurrency of zero",
                "inventory/functions-may-run",
                async damage =>
                {
                    var name = damage.Name("check-inventory");
                    damage.Undo(() => damage.Aws.Operation<DeleteFunctionConcurrency>().CallAsync(new(name)));
                    await damage.Aws.Operation<PutFunctionConcurrency>().CallAsync(new(name, 0));
                }
            ),
            new(
                "a role that reaches a neighbour",
                "inventory/roles-do-not-reach-neighbours",
                async damage =>
                {
                    await ResourceDamage.UnboundAsync(damage, "inventory-workflows");
                    await damage.AddPolicyAsync(
                        "inventory-workflows",
                        "lambda:InvokeFunction",
                        damage.Arn("lambda", $"function:{damage.Neighbour("validate-order")}")
                    );
                },
                "inventory/roles-keep-the-boundary"
            ),
            new(
                "a role that Lambda may not assume",
                "inventory/functions-use-own-role",
                damage => ResourceDamage.TrustAsync(damage, "inventory-functions", "states.amazonaws.com")
            ),
            new(
                "a deleted topic of orders",
                "inventory/order-notifications-exist",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteTopic>().CallAsync(new(damage.Arn("sns", damage.Name("order-notifications"))));
                }
            ),
            new(
                "a log group that keeps everything",
                "inventory/functions-keep-logs",
                async damage =>
                {
                    var group = $"/aws/lambda/{damage.Name("process-payment")}";
                    damage.Undo(() => damage.Aws.Operation<PutRetentionPolicy>().CallAsync(new(group, 7)));
                    await damage.Aws.Operation<DeleteRetentionPolicy>().CallAsync(new(group));
                }
            ),
        ];
}
