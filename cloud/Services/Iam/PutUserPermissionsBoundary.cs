using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class PutUserPermissionsBoundary(IamStore iam) : IOperation<PutUserPermissionsBoundary.Input, Nothing>
{
    public sealed record Input(string UserName, string PermissionsBoundary);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.UserArn(input.UserName)).With("iam:PermissionsBoundary", input.PermissionsBoundary)];

    public Nothing Run(Input input, Call call)
    {
        iam.Save(iam.User(input.UserName) with { Boundary = iam.Policy(input.PermissionsBoundary).Arn });
        return Nothing.Value;
    }
}
