using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateRole(IamStore iam) : IOperation<UpdateRole.Input, Nothing>
{
    public sealed record Input(string RoleName, string? Description = null, int? MaxSessionDuration = null);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        iam.Save(
            role with
            {
                Description = input.Description ?? role.Description,
                MaxSessionDuration =
                    IamStore.CheckRange(input.MaxSessionDuration, 3600, 43_200, "maxSessionDuration") ?? role.MaxSessionDuration,
            }
        );
        return Nothing.Value;
    }
}
