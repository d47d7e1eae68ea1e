using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteUserPolicy(IamStore iam) : IOperation<DeleteUserPolicy.Input, Nothing>
{
    public sealed record Input(string UserName, string PolicyName);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.UserArn(input.UserName)).With("iam:PermissionsBoundary", iam.Users.Find(input.UserName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        if (!user.Inline.ContainsKey(input.PolicyName))
            throw IamStore.NoSuchEntity($"The user policy with name {input.PolicyName} cannot be found.");
        iam.Save(user with { Inline = user.Inline.Remove(input.PolicyName) });
        return Nothing.Value;
    }
}
