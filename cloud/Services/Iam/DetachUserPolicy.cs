using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DetachUserPolicy(IamStore iam) : IOperation<DetachUserPolicy.Input, Nothing>
{
    public sealed record Input(string UserName, string PolicyArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(iam.UserArn(input.UserName))
                .With("iam:PolicyARN", input.PolicyArn)
                .With("iam:PermissionsBoundary", iam.Users.Find(input.UserName)?.Boundary),
        ];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        if (!user.Attached.Contains(input.PolicyArn))
            throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        iam.Save(user with { Attached = user.Attached.Remove(input.PolicyArn) });
        return Nothing.Value;
    }
}
