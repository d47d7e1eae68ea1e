using Classroom.Accounts;
using Classroom.Monitoring;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Sfn;
using Pulumi.Aws.Sfn.Inputs;

namespace Classroom.Labs;

/// <summary>A state machine with its log group and its alarm. Tracing is on, and the log level is ALL.</summary>
sealed class LabWorkflow
{
    readonly StateMachine machine;

    public LabWorkflow(
        Lab lab,
        AwsAccount account,
        LabContext context,
        string name,
        Role role,
        Resource permissions,
        Output<string> definition,
        bool isExpress,
        Tagging tags
    )
    {
        Name = name;
        IsExpress = isExpress;
        // With another prefix, AWS adds the ARN of the group to a resource policy of the account, which has room for about 45 groups.
        var log = new LogGroup(
            $"{name}-log",
            new()
            {
                Name = $"/aws/vendedlogs/states/{name}",
                RetentionInDays = context.Settings.LogRetentionDays,
                Tags = tags.Map,
            },
            new() { Parent = lab }
        );
        machine = new(
            name,
            new()
            {
                Name = name,
                RoleArn = role.Arn,
                Type = isExpress ? "EXPRESS" : "STANDARD",
                Definition = definition,
                LoggingConfiguration = new StateMachineLoggingConfigurationArgs
                {
                    Level = "ALL",
                    IncludeExecutionData = true,
                    LogDestination = Output.Format($"{log.Arn}:*"),
                },
                TracingConfiguration = new StateMachineTracingConfigurationArgs { Enabled = true },
                Tags = tags.Map,
            },
            new() { Parent = lab, DependsOn = permissions }
        );
        ConsoleUrl = account.Console(Output.Format($"states/home?region={account.Region}#/statemachines/view/{machine.Arn}"));
        WorkflowAlarm.Watch(lab, name, machine.Arn, context.AlarmTopicArn, tags);
    }

    public string Name { get; }

    public bool IsExpress { get; }

    public Output<string> Arn => machine.Arn;

    public Output<string> ConsoleUrl { get; }
}
