using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteRole(IamStore iam) : IOperation<DeleteRole.Input, Nothing>
{
    public sealed record Input(string RoleName);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        if (!role.Attached.IsEmpty)
            throw IamStore.Conflict("Cannot delete entity, must detach all policies first.");
        if (!role.Inline.IsEmpty)
            throw IamStore.Conflict("Cannot delete entity, must delete policies first.");
        iam.Roles.Remove(role.Name);
        foreach (var session in iam.Sessions.All.Where(session => session.RoleName == role.Name))
            iam.Sessions.Remove(session.AccessKeyId);
        return Nothing.Value;
    }
}
