using Classroom.Cli.Calls;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Metrics;

namespace Classroom.Checks.Tests.Mutants.Resources;

static class OrdersResources
{
    public static IEnumerable<Mutant> All =>
        [
            new(
                "a workflow without logs",
                "orders/workflows-log-everything",
                damage => damage.WorkflowAsync("express-workflow", input => input with { LoggingConfiguration = new() })
            ),
            new(
                "a policy that allows everything",
                "orders/roles-name-their-resources",
                damage => damage.AddPolicyAsync("orders-functions", "*", "*")
            ),
            new(
                "a deleted log group",
                "orders/functions-keep-logs",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteLogGroup>().CallAsync(new($"/aws/lambda/{damage.Name("order-validator")}"));
                }
            )
            {
                DeletesExecutions = true,
            },
            new(
                "a deleted alarm",
                "orders/failures-raise-an-alarm",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteAlarms>().CallAsync(new([damage.Name("callback-workflow-failures")]));
                }
            ),
        ];
}
