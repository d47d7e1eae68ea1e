using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteUserPermissionsBoundary(IamStore iam) : IOperation<DeleteUserPermissionsBoundary.Input, Nothing>
{
    public sealed record Input(string UserName);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.UserArn(input.UserName)).With("iam:PermissionsBoundary", iam.Users.Find(input.UserName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        iam.Save(iam.User(input.UserName) with { Boundary = null });
        return Nothing.Value;
    }
}
