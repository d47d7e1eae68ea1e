using Classroom.Cli.Calls;
using Classroom.Cloud.Events;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.Sqs;

namespace Classroom.Checks.Tests.Mutants.Resources;

static class EventsResources
{
    public static IEnumerable<Mutant> All =>
        [
            new(
                "a workflow that logs to the group of a neighbour",
                "events/workflows-log-everything",
                damage =>
                    ResourceDamage.LoggingAsync(
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
                "a function without traces",
                "events/functions-are-traced",
                damage => damage.FunctionAsync("process-item", input => input with { TracingConfig = new("PassThrough") })
            ),
            new(
                "the consumer does not know its workflow",
                "events/consumer-starts-the-workflow",
                damage =>
                    damage.FunctionAsync("process-sqs-message", input => input with { Environment = new(new Dictionary<string, string>()) })
            ),
            new(
                "a role without the boundary",
                "events/roles-keep-the-boundary",
                damage => ResourceDamage.UnboundAsync(damage, "events-functions")
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
        ];

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
}
