using Classroom.Functions.Pipeline;
using Classroom.Policies;
using Pulumi;
using Pulumi.Aws.ApiGatewayV2;
using Pulumi.Aws.Lambda;

namespace Classroom.Labs.Pipeline;

/// <summary>An HTTP API whose function starts a workflow.</summary>
[Lab("pipeline")]
[OnlyProvisioned("API Gateway chooses the id of an API, so that no policy can name a student's API before it exists")]
sealed class PipelineLab : Lab
{
    public PipelineLab(LabContext context)
        : base(context, typeof(PipelineLab))
    {
        var process = Function<ProcessData>("process-data");
        var notify = Function<SendNotification>("send-notification");
        var role = WorkflowsRole();
        var permissions = GrantWorkflows(role, [process, notify]);
        var workflow = Workflow(
            "simple-workflow",
            role,
            permissions,
            new() { ["ProcessData"] = process.Arn, ["SendNotification"] = notify.Arn }
        );

        var trigger = Function<TriggerWorkflow>(
            "trigger-workflow",
            environment: new Dictionary<string, Input<string>> { ["STATE_MACHINE_ARN"] = workflow.Arn }
        );
        GrantFunctions(Policy.Allow("states:StartExecution").On(workflow.Arn));

        Facts["api_gateway_url"] = Publish(trigger);
        Facts["state_machine_console_url"] = workflow.ConsoleUrl;
        RegisterOutputs();
    }

    Output<string> Publish(LabFunction trigger)
    {
        var api = new Api(
            Name("workflow-api"),
            new()
            {
                Name = Name("workflow-api"),
                ProtocolType = "HTTP",
                Tags = Tags.Map,
            },
            Here
        );
        ApiIds.Add(api.Id);
        var integration = new Integration(
            Name("workflow-api"),
            new()
            {
                ApiId = api.Id,
                IntegrationType = "AWS_PROXY",
                IntegrationUri = trigger.InvokeArn,
                PayloadFormatVersion = "2.0",
            },
            Here
        );
        var route = new Route(
            Name("workflow-api"),
            new()
            {
                ApiId = api.Id,
                RouteKey = "POST /process",
                Target = Output.Format($"integrations/{integration.Id}"),
            },
            Here
        );
        var stage = new Stage(
            Name("workflow-api"),
            new()
            {
                ApiId = api.Id,
                Name = "$default",
                AutoDeploy = true,
                // The students of an account share its quotas: one student's loop must not exhaust them.
                DefaultRouteSettings = new Pulumi.Aws.ApiGatewayV2.Inputs.StageDefaultRouteSettingsArgs
                {
                    ThrottlingBurstLimit = 20,
                    ThrottlingRateLimit = 10,
                },
                Tags = Tags.Map,
            },
            new() { Parent = this, DependsOn = route }
        );
        _ = new Permission(
            Name("workflow-api"),
            new()
            {
                StatementId = "workflow-api",
                Action = "lambda:InvokeFunction",
                Function = trigger.Name,
                Principal = "apigateway.amazonaws.com",
                SourceArn = Output.Format($"{api.ExecutionArn}/*/POST/process"),
            },
            new() { Parent = this, DependsOn = { integration } }
        );
        return Output.Format($"{stage.InvokeUrl}process");
    }
}
