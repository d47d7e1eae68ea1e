using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteRolePolicy(IamStore iam) : IOperation<DeleteRolePolicy.Input, Nothing>
{
    public sealed record Input(string RoleName, string PolicyName);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        if (!role.Inline.ContainsKey(input.PolicyName))
            throw IamStore.NoSuchEntity($"The role policy with name {input.PolicyName} cannot be found.");
        iam.Save(role with { Inline = role.Inline.Remove(input.PolicyName) });
        return Nothing.Value;
    }
}
