using System.Reflection;
using Classroom.Policies;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Classroom.Labs;

/// <summary>
/// A lab that the student builds: only the role of its workflows, which may deliver logs and traces and nothing else. The student gives it
/// the permissions that the workflows need, within the boundary. Everything else of the lab has a name, and does not exist yet.
/// </summary>
sealed class HandsOnLab : ComponentResource
{
    /// <param name="lab">The class of the lab that the program would build. The type and the name of the component stay, so that a change
    /// of the mode changes the role instead of replacing it.</param>
    public HandsOnLab(LabContext context, Type lab, HandsOnAttribute parts)
        : base($"classroom:labs:{lab.Name}", context.Username.Name(NameOf(lab)), new() { Parent = context.Workspace })
    {
        var (student, account) = (context.Username, context.Account);
        var name = student.Name(parts.WorkflowsRole);
        var role = new Role(
            name,
            new()
            {
                Name = name,
                // Only Step Functions gets credentials of this role. A function's code could use them for calls of the delivery of logs,
                // which belongs to the whole account.
                AssumeRolePolicy = TrustPolicy.StepFunctions(account, student.Name("*")),
                // The student gives the role policies, which must not be in the way when the role is deleted.
                ForceDetachPolicies = true,
                PermissionsBoundary = context.Shared.BoundaryArn,
                Tags = context.Tags.With("lab", NameOf(lab)).Map,
            },
            new() { Parent = this }
        );
        _ = new RolePolicyAttachment(
            $"{name}-log-access",
            new() { Role = role.Name, PolicyArn = context.Shared.LogAccessArn! },
            new() { Parent = this }
        );
        Outline = new(
            [.. parts.Workflows.Select(student.Name).Select(workflow => (workflow, account.Arn("states", $"stateMachine:{workflow}")))],
            [.. parts.Functions.Select(student.Name).Select(function => (function, account.Arn("lambda", $"function:{function}")))],
            [role],
            ApiIds: [],
            Facts: new Dictionary<string, Output<string>>()
        );
        RegisterOutputs();
    }

    public LabOutline Outline { get; }

    static string NameOf(Type lab) => lab.GetCustomAttribute<LabAttribute>()!.Name;
}
