using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;
using Classroom.Cloud.Events;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Metrics;
using Classroom.Cloud.Sns;
using Classroom.Cloud.Sqs;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Checks.Tests.Mutants;

static class ResourceMutants
{
    public static IEnumerable<Mutant> All => [.. Workflows, .. Functions, .. Roles, .. Deleted, .. Around];

    static IEnumerable<Mutant> Workflows =>
        [
            new(
                "a workflow without logs",
                "orders/workflows-log-everything",
                damage => damage.WorkflowAsync("express-workflow", input => input with { LoggingConfiguration = new() })
            ),
            new(
                "a workflow that logs errors only",
                "greeting/workflows-log-everything",
                damage => LoggingAsync(damage, "greeting-workflow", logging => logging with { Level = "ERROR" })
            ),
            new(
                "a workflow that logs no data",
                "inventory/workflows-log-everything",
                damage => LoggingAsync(damage, "order-workflow", logging => logging with { IncludeExecutionData = false })
            ),
            new(
                "a workflow that logs to the group of a neighbour",
                "events/workflows-log-everything",
                damage =>
                    LoggingAsync(
                        damage,
                        "order-events-workflow",
                        logging =>
                            logging with
                            {
                                Destinations =
                                [
                                    new(
                                        new(
                                            damage.Arn(
                                                "logs",
                                                $"log-group:/aws/vendedlogs/states/{damage.Neighbour("order-events-workflow")}:*"
                                            )
                                        )
                                    ),
                                ],
                            }
                    )
            ),
            new(
                "a workflow without traces",
                "pipeline/workflows-are-traced",
                damage => damage.WorkflowAsync("simple-workflow", input => input with { TracingConfiguration = new(false) })
            ),
        ];

    static IEnumerable<Mutant> Functions =>
        [
            new(
                "a function with the role of a neighbour",
                "greeting/functions-use-own-role",
                damage =>
                    damage.FunctionAsync("notify-fn", input => input with { Role = Damage.RoleArn(damage.Neighbour("greeting-functions")) })
            ),
            new(
                "a function without traces",
                "events/functions-are-traced",
                damage => damage.FunctionAsync("process-item", input => input with { TracingConfig = new("PassThrough") })
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
                "the consumer does not know its workflow",
                "events/consumer-starts-the-workflow",
                damage =>
                    damage.FunctionAsync("process-sqs-message", input => input with { Environment = new(new Dictionary<string, string>()) })
            ),
        ];

    static IEnumerable<Mutant> Roles =>
        [
            new(
                "a policy that allows all functions",
                "greeting/roles-name-their-resources",
                damage => damage.AddPolicyAsync("greeting-workflows", "lambda:InvokeFunction", "*")
            ),
            new(
                "a policy that allows everything",
                "orders/roles-name-their-resources",
                damage => damage.AddPolicyAsync("orders-functions", "*", "*")
            ),
            new("a role without the boundary", "events/roles-keep-the-boundary", damage => UnboundAsync(damage, "events-functions")),
            new(
                "a role that reaches a neighbour",
                "inventory/roles-do-not-reach-neighbours",
                async damage =>
                {
                    await UnboundAsync(damage, "inventory-workflows");
                    await damage.AddPolicyAsync(
                        "inventory-workflows",
                        "lambda:InvokeFunction",
                        damage.Arn("lambda", $"function:{damage.Neighbour("validate-order")}")
                    );
                },
                "inventory/roles-keep-the-boundary"
            ),
            new(
                "a role that may not call one of its functions",
                "greeting/workflows-may-call-their-functions",
                damage =>
                    damage.PolicyAsync(
                        "greeting-workflows",
                        text => text.Replace(damage.Name("notify-fn"), damage.Name("notify-function"), StringComparison.Ordinal)
                    )
            ),
            new(
                "a workflow's role with the wrong prefix in its policy",
                "events/workflows-may-call-their-functions",
                damage =>
                    damage.PolicyAsync(
                        "events-workflows",
                        text => text.Replace($"function:{damage.Name("process-item")}", "function:process-item", StringComparison.Ordinal)
                    )
            ),
            new(
                "a role that Step Functions may not assume",
                "pipeline/workflows-use-own-role",
                damage => TrustAsync(damage, "pipeline-workflows", "ec2.amazonaws.com")
            ),
            new(
                "a role that Lambda may not assume",
                "inventory/functions-use-own-role",
                damage => TrustAsync(damage, "inventory-functions", "states.amazonaws.com")
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
                "the consumer may not start its workflow",
                "events/consumer-may-start-the-workflow",
                damage =>
                    damage.PolicyAsync(
                        "events-functions",
                        text => text.Replace("states:StartExecution", "states:DescribeExecution", StringComparison.Ordinal)
                    )
            ),
            new(
                "the rule may not start the workflow",
                "events/rule-starts-the-workflow",
                damage =>
                    damage.PolicyAsync(
                        "order-created-rule",
                        text => text.Replace(damage.Name("order-events-workflow"), damage.Name("other-workflow"), StringComparison.Ordinal)
                    )
            ),
            new(
                "a student who may start the workflows of others",
                "workspace/student-does-not-reach-neighbours",
                async damage =>
                {
                    var user = damage.Name("student");
                    damage.Undo(() => damage.Aws.Operation<DeleteUserPolicy>().CallAsync(new(user, "more")));
                    await damage.Aws.Operation<PutUserPolicy>().CallAsync(new(user, "more", Damage.Allow("states:StartExecution", "*")));
                }
            ),
        ];

    static IEnumerable<Mutant> Deleted =>
        [
            new(
                "a deleted function",
                "greeting/functions-exist",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteFunction>().CallAsync(new(damage.Name("validate-fn")));
                }
            ),
            new(
                "a deleted workflow",
                "greeting/workflows-exist",
                damage =>
                {
                    damage.Repair();
                    return damage
                        .Aws.Operation<DeleteStateMachine>()
                        .CallAsync(new(damage.Arn("states", $"stateMachine:{damage.Name("greeting-workflow")}")));
                }
            )
            {
                DeletesExecutions = true,
            },
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
                "a deleted log group of a workflow",
                "greeting/workflows-log-everything",
                damage =>
                {
                    damage.Repair();
                    return damage
                        .Aws.Operation<DeleteLogGroup>()
                        .CallAsync(new($"/aws/vendedlogs/states/{damage.Name("greeting-workflow")}"));
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
            new(
                "a deleted dashboard",
                "workspace/dashboard-shows-every-workflow",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteDashboards>().CallAsync(new([damage.Name("stepfunctions-monitoring")]));
                }
            ),
            new(
                "a deleted topic",
                "greeting/greetings-topic-exists",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteTopic>().CallAsync(new(damage.Arn("sns", damage.Name("greetings"))));
                }
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
        ];

    static IEnumerable<Mutant> Around =>
        [
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
            new(
                "a rule for another source",
                "events/rule-catches-created-orders",
                damage => RuleAsync(damage, """{"source":["myapp.order"],"detail-type":["Order Created"]}""")
            ),
            new(
                "a rule for another kind of event",
                "events/rule-catches-created-orders",
                damage => RuleAsync(damage, """{"source":["myapp.orders"],"detail-type":["OrderCreated"]}""")
            ),
            new(
                "a disabled rule",
                "events/rule-catches-created-orders",
                async damage =>
                {
                    var (rule, bus) = (damage.Name("order-created"), damage.Name("orders"));
                    damage.Undo(() => damage.Aws.Operation<EnableRule>().CallAsync(new(rule, bus)));
                    await damage.Aws.Operation<DisableRule>().CallAsync(new(rule, bus));
                }
            ),
            new(
                "a rule that passes the whole event on",
                "events/rule-starts-the-workflow",
                damage => TargetAsync(damage, target => target with { InputPath = null })
            ),
            new(
                "a rule that starts the workflow of a neighbour",
                "events/rule-starts-the-workflow",
                damage =>
                    TargetAsync(
                        damage,
                        target => target with { Arn = damage.Arn("states", $"stateMachine:{damage.Neighbour("order-events-workflow")}") }
                    )
            ),
            new("a queue without dead letters", "events/queue-keeps-dead-letters", damage => RedriveAsync(damage, "")),
            new(
                "a queue that tries a message ten times",
                "events/queue-keeps-dead-letters",
                damage =>
                    RedriveAsync(
                        damage,
                        $$"""{"deadLetterTargetArn":"{{damage.Arn("sqs", damage.Name("workflow-dlq"))}}","maxReceiveCount":10}"""
                    )
            ),
            new(
                "a disabled mapping",
                "events/queue-feeds-the-consumer",
                damage => MappingAsync(damage, id => new(id, Enabled: false), id => new(id, Enabled: true))
            ),
            new(
                "a mapping with batches of ten",
                "events/queue-feeds-the-consumer",
                damage => MappingAsync(damage, id => new(id, BatchSize: 10), id => new(id, BatchSize: 1))
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
            new(
                "a dashboard without a workflow",
                "workspace/dashboard-shows-every-workflow",
                async damage =>
                {
                    var name = damage.Name("stepfunctions-monitoring");
                    var before = (await damage.Aws.Operation<GetDashboard>().CallAsync(new(name))).DashboardBody;
                    damage.Undo(() => damage.Aws.Operation<PutDashboard>().CallAsync(new(name, before)));
                    await damage
                        .Aws.Operation<PutDashboard>()
                        .CallAsync(new(name, before.Replace("callback-workflow", "other-workflow", StringComparison.Ordinal)));
                }
            ),
        ];

    static async Task LoggingAsync(Damage damage, string workflow, Func<LoggingConfiguration, LoggingConfiguration> change)
    {
        var arn = damage.Arn("states", $"stateMachine:{damage.Name(workflow)}");
        var before = (await damage.Aws.Operation<DescribeStateMachine>().CallAsync(new(arn))).LoggingConfiguration;
        await damage.WorkflowAsync(workflow, input => input with { LoggingConfiguration = change(before) });
    }

    static async Task UnboundAsync(Damage damage, string role)
    {
        var name = damage.Name(role);
        var boundary = (await damage.Aws.Operation<GetRole>().CallAsync(new(name))).Role.PermissionsBoundary!.PermissionsBoundaryArn;
        damage.Undo(() => damage.Aws.Operation<PutRolePermissionsBoundary>().CallAsync(new(name, boundary)));
        await damage.Aws.Operation<DeleteRolePermissionsBoundary>().CallAsync(new(name));
    }

    static async Task TrustAsync(Damage damage, string role, string service)
    {
        var name = damage.Name(role);
        var before = Uri.UnescapeDataString((await damage.Aws.Operation<GetRole>().CallAsync(new(name))).Role.AssumeRolePolicyDocument);
        damage.Undo(() => damage.Aws.Operation<UpdateAssumeRolePolicy>().CallAsync(new(name, before)));
        await damage
            .Aws.Operation<UpdateAssumeRolePolicy>()
            .CallAsync(
                new(
                    name,
                    $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}"""
                )
            );
    }

    static async Task RuleAsync(Damage damage, string pattern)
    {
        var (name, bus) = (damage.Name("order-created"), damage.Name("orders"));
        var before = await damage.Aws.Operation<DescribeRule>().CallAsync(new(name, bus));
        damage.Undo(() =>
            damage
                .Aws.Operation<PutRule>()
                .CallAsync(
                    new(name)
                    {
                        EventPattern = before.EventPattern,
                        EventBusName = bus,
                        Description = before.Description,
                        State = before.State,
                    }
                )
        );
        await damage.Aws.Operation<PutRule>().CallAsync(new(name) { EventPattern = pattern, EventBusName = bus });
    }

    static async Task TargetAsync(Damage damage, Func<Target, Target> change)
    {
        var (rule, bus) = (damage.Name("order-created"), damage.Name("orders"));
        var before = (await damage.Aws.Operation<ListTargetsByRule>().CallAsync(new(rule, bus))).Targets[0];
        damage.Undo(() => damage.Aws.Operation<PutTargets>().CallAsync(new(rule, [before], bus)));
        await damage.Aws.Operation<PutTargets>().CallAsync(new(rule, [change(before)], bus));
    }

    static async Task RedriveAsync(Damage damage, string policy)
    {
        var url = (await damage.Aws.Operation<GetQueueUrl>().CallAsync(new(damage.Name("workflow-queue")))).QueueUrl;
        var before = (await damage.Aws.Operation<GetQueueAttributes>().CallAsync(new(url, ["RedrivePolicy"]))).Attributes!["RedrivePolicy"];
        SetQueueAttributes.Input Set(string text) => new(url, new Dictionary<string, string> { ["RedrivePolicy"] = text });
        damage.Undo(() => damage.Aws.Operation<SetQueueAttributes>().CallAsync(Set(before)));
        await damage.Aws.Operation<SetQueueAttributes>().CallAsync(Set(policy));
    }

    static async Task MappingAsync(
        Damage damage,
        Func<string, UpdateEventSourceMapping.Input> change,
        Func<string, UpdateEventSourceMapping.Input> back
    )
    {
        var mappings = await damage
            .Aws.Operation<ListEventSourceMappings>()
            .CallAsync(new(FunctionName: damage.Name("process-sqs-message")));
        var id = mappings.EventSourceMappings[0].UUID;
        damage.Undo(() => damage.Aws.Operation<UpdateEventSourceMapping>().CallAsync(back(id)));
        await damage.Aws.Operation<UpdateEventSourceMapping>().CallAsync(change(id));
    }

    static async Task<string> ApiAsync(Damage damage) =>
        (await damage.Aws.Operation<GetApis>().CallAsync(new())).Items.First(api => api.Name == damage.Name("workflow-api")).ApiId;
}
