using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class PutRolePermissionsBoundary(IamStore iam) : IOperation<PutRolePermissionsBoundary.Input, Nothing>
{
    public sealed record Input(string RoleName, string PermissionsBoundary);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", input.PermissionsBoundary)];

    public Nothing Run(Input input, Call call)
    {
        iam.Save(iam.Role(input.RoleName) with { Boundary = iam.Policy(input.PermissionsBoundary).Arn });
        return Nothing.Value;
    }
}
