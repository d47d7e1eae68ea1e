using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Checks.Tests.Mutants.Resources;

/// <summary>Changes of resources that the mutants of several labs need.</summary>
static class ResourceDamage
{
    public static async Task LoggingAsync(Damage damage, string workflow, Func<LoggingConfiguration, LoggingConfiguration> change)
    {
        var arn = damage.Arn("states", $"stateMachine:{damage.Name(workflow)}");
        var before = (await damage.Aws.Operation<DescribeStateMachine>().CallAsync(new(arn))).LoggingConfiguration;
        await damage.WorkflowAsync(workflow, input => input with { LoggingConfiguration = change(before) });
    }

    public static async Task UnboundAsync(Damage damage, string role)
    {
        var name = damage.Name(role);
        var boundary = (await damage.Aws.Operation<GetRole>().CallAsync(new(name))).Role.PermissionsBoundary!.PermissionsBoundaryArn;
        damage.Undo(() => damage.Aws.Operation<PutRolePermissionsBoundary>().CallAsync(new(name, boundary)));
        await damage.Aws.Operation<DeleteRolePermissionsBoundary>().CallAsync(new(name));
    }

    public static async Task TrustAsync(Damage damage, string role, string service)
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
}
