using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteRolePermissionsBoundary(IamStore iam) : IOperation<DeleteRolePermissionsBoundary.Input, Nothing>
{
    public sealed record Input(string RoleName);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        iam.Save(iam.Role(input.RoleName) with { Boundary = null });
        return Nothing.Value;
    }
}
