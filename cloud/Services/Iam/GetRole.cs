using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetRole(IamStore iam) : IOperation<GetRole.Input, GetRole.Output>
{
    public sealed record Input(string RoleName);

    public sealed record Output(RoleView Role);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary)];

    public Output Run(Input input, Call call) => new(View.Of(iam.Role(input.RoleName), iam.Account) with { RoleLastUsed = new() });
}
