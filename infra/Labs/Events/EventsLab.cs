using Classroom.Functions.Events;
using Classroom.Policies;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sqs;

namespace Classroom.Labs.Events;

/// <summary>A workflow that is started by an event on an event bus and by a message in a queue.</summary>
[Lab("events")]
[OnlyProvisioned("a new queue can send its dead letters to a neighbour's queue, and IAM has no condition for it")]
sealed class EventsLab : Lab
{
    const int MostTries = 3;

    public EventsLab(LabContext context)
        : base(context, typeof(EventsLab))
    {
        var item = Function<ProcessItem>("process-item");
        var premium = Function<ProcessPremium>("process-premium");
        var error = Function<HandleError>("handle-error");
        var role = WorkflowsRole();
        var permissions = GrantWorkflows(role, [item, premium, error]);
        var workflow = Workflow(
            "order-events-workflow",
            role,
            permissions,
            new()
            {
                ["ProcessItem"] = item.Arn,
                ["ProcessPremium"] = premium.Arn,
                ["HandleError"] = error.Arn,
            }
        );

        StartByEvent(workflow);
        StartByMessage(workflow);
        RegisterOutputs();
    }

    void StartByEvent(LabWorkflow workflow)
    {
        var bus = new EventBus(Name("orders"), new() { Name = Name("orders"), Tags = Tags.Map }, Here);
        var rule = new EventRule(
            Name("order-created"),
            new()
            {
                Name = Name("order-created"),
                Description = "Starts the order events workflow",
                State = IsFrozen ? "DISABLED" : "ENABLED",
                EventBusName = bus.Name,
                EventPattern = """{"source":["myapp.orders"],"detail-type":["Order Created"]}""",
                Tags = Tags.Map,
            },
            Here
        );
        var starter = Role("order-created-rule", TrustPolicy.EventBridge(Account, $"{Name("orders")}/{Name("order-created")}"));
        var mayStart = Grant(starter, [Policy.Allow("states:StartExecution").On(workflow.Arn)]);
        _ = new EventTarget(
            Name("order-created"),
            new()
            {
                Rule = rule.Name,
                EventBusName = bus.Name,
                TargetId = "workflow",
                Arn = workflow.Arn,
                RoleArn = starter.Arn,
                // The workflow gets the order alone, as it does from the body of a message.
                InputPath = "$.detail",
            },
            new() { Parent = this, DependsOn = mayStart }
        );
        Facts["event_bus"] = bus.Name;
    }

    void StartByMessage(LabWorkflow workflow)
    {
        var dead = new Queue(
            Name("workflow-dlq"),
            new()
            {
                Name = Name("workflow-dlq"),
                SqsManagedSseEnabled = true,
                MessageRetentionSeconds = 1209600,
                Tags = Tags.Map,
            },
            Here
        );
        var queue = new Queue(
            Name("workflow-queue"),
            new()
            {
                Name = Name("workflow-queue"),
                SqsManagedSseEnabled = true,
                // AWS recommends six times the timeout of the function, so that a message is not delivered again while it is processed.
                VisibilityTimeoutSeconds = 180,
                RedrivePolicy = Output.Format($$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":{{MostTries}}}"""),
                Tags = Tags.Map,
            },
            Here
        );
        var consumer = Function<ProcessSqsMessage>(
            "process-sqs-message",
            environment: new Dictionary<string, Input<string>> { ["STATE_MACHINE_ARN"] = workflow.Arn }
        );
        var permissions = GrantFunctions(
            Policy.Allow("states:StartExecution").On(workflow.Arn),
            Policy.Allow("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes").On(queue.Arn)
        );
        _ = new EventSourceMapping(
            Name("workflow-queue"),
            new()
            {
                EventSourceArn = queue.Arn,
                FunctionName = consumer.Arn,
                BatchSize = 1,
                Enabled = !IsFrozen,
                FunctionResponseTypes = { "ReportBatchItemFailures" },
                Tags = Tags.Map,
            },
            new() { Parent = this, DependsOn = permissions }
        );
        Facts["workflow_queue_url"] = queue.Url;
    }
}
