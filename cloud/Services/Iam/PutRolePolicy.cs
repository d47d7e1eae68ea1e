using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class PutRolePolicy(IamStore iam) : IOperation<PutRolePolicy.Input, Nothing>
{
    public sealed record Input(string RoleName, string PolicyName, string PolicyDocument);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        IamStore.CheckName(input.PolicyName, 128, "policyName");
        var changed = role with { Inline = role.Inline.SetItem(input.PolicyName, Policies.Check(input.PolicyDocument)) };
        IamStore.CheckSize("role", role.Name, changed.Inline.Values, 10240);
        iam.Save(changed);
        return Nothing.Value;
    }
}
