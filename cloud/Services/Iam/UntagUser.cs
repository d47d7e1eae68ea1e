using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UntagUser(IamStore iam) : IOperation<UntagUser.Input, Nothing>
{
    public sealed record Input(string UserName, IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        iam.Save(user with { Tags = user.Tags.RemoveRange(input.TagKeys) });
        return Nothing.Value;
    }
}
