using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;

namespace Classroom.Checks.Tests.Mutants.Resources;

static class PipelineResources
{
    public static IEnumerable<Mutant> All =>
        [
            new(
                "a trigger whose code was overwritten after the exercises",
                "pipeline/customer-data-came-through-the-api",
                damage => damage.CodeAsync("trigger-workflow"),
                "pipeline/five-calls-in-a-row",
                "pipeline/inventory-data-came-through-the-api",
                "pipeline/sales-data-came-through-the-api"
            ),
            new(
                "a workflow without traces",
                "pipeline/workflows-are-traced",
                damage => damage.WorkflowAsync("simple-workflow", input => input with { TracingConfiguration = new(false) })
            ),
            new(
                "a function that writes to the log of a neighbour",
                "pipeline/functions-keep-logs",
                damage =>
                    damage.FunctionAsync(
                        "process-data",
                        input =>
                            input with
                            {
                                LoggingConfig = new(LogFormat: "JSON", LogGroup: $"/aws/lambda/{damage.Neighbour("process-data")}"),
                            }
                    )
            ),
            new(
                "the trigger starts the workflow of a neighbour",
                "pipeline/trigger-starts-the-workflow",
                damage =>
                    damage.FunctionAsync(
                        "trigger-workflow",
                        input =>
                            input with
                            {
                                Environment = new(
                                    new Dictionary<string, string>
                                    {
                                        ["STATE_MACHINE_ARN"] = damage.Arn("states", $"stateMachine:{damage.Neighbour("simple-workflow")}"),
                                    }
                                ),
                            }
                    )
            ),
            new(
                "a role that Step Functions may not assume",
                "pipeline/workflows-use-own-role",
                damage => ResourceDamage.TrustAsync(damage, "pipeline-workflows", "ec2.amazonaws.com")
            ),
            new(
                "the trigger may not start its workflow",
                "pipeline/trigger-may-start-the-workflow",
                damage =>
                    damage.PolicyAsync(
                        "pipeline-functions",
                        text => text.Replace("states:StartExecution", "states:StartSyncExecution", StringComparison.Ordinal)
                    )
            ),
            new(
                "an API with another route",
                "pipeline/api-leads-to-the-trigger",
                async damage =>
                {
                    var api = await ApiAsync(damage);
                    var route = (await damage.Aws.Operation<GetRoutes>().CallAsync(new(api))).Items[0].RouteId;
                    damage.Undo(() => damage.Aws.Operation<UpdateRoute>().CallAsync(new(api, route, "POST /process")));
                    await damage.Aws.Operation<UpdateRoute>().CallAsync(new(api, route, "GET /process"));
                }
            ),
            new(
                "an API that leads to another function",
                "pipeline/api-leads-to-the-trigger",
                async damage =>
                {
                    var api = await ApiAsync(damage);
                    var integration = (await damage.Aws.Operation<GetIntegrations>().CallAsync(new(api))).Items[0];
                    UpdateIntegration.Input Change(string? uri) => new(api, integration.IntegrationId) { IntegrationUri = uri };
                    damage.Undo(() => damage.Aws.Operation<UpdateIntegration>().CallAsync(Change(integration.IntegrationUri)));
                    await damage
                        .Aws.Operation<UpdateIntegration>()
                        .CallAsync(
                            Change(integration.IntegrationUri!.Replace("trigger-workflow", "process-data", StringComparison.Ordinal))
                        );
                }
            ),
            new(
                "an API that may not call its function",
                "pipeline/api-may-call-the-trigger",
                damage =>
                {
                    damage.Repair();
                    return damage
                        .Aws.Operation<Cloud.Lambda.RemovePermission>()
                        .CallAsync(new(damage.Name("trigger-workflow"), "workflow-api"));
                }
            ),
        ];

    static async Task<string> ApiAsync(Damage damage) =>
        (await damage.Aws.Operation<GetApis>().CallAsync(new())).Items.First(api => api.Name == damage.Name("workflow-api")).ApiId;
}
