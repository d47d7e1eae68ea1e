using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateRoleDescription(IamStore iam) : IOperation<UpdateRoleDescription.Input, UpdateRoleDescription.Output>
{
    public sealed record Input(string RoleName, string Description);

    public sealed record Output(RoleView Role);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary)];

    public Output Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName) with { Description = input.Description };
        iam.Save(role);
        return new(View.Of(role, iam.Account));
    }
}
