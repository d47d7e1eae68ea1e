using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DetachRolePolicy(IamStore iam) : IOperation<DetachRolePolicy.Input, Nothing>
{
    public sealed record Input(string RoleName, string PolicyArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(iam.RoleArn(input.RoleName))
                .With("iam:PolicyARN", input.PolicyArn)
                .With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary),
        ];

    public Nothing Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        if (!role.Attached.Contains(input.PolicyArn))
            throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        iam.Save(role with { Attached = role.Attached.Remove(input.PolicyArn) });
        return Nothing.Value;
    }
}
