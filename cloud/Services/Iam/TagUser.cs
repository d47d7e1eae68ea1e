using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class TagUser(IamStore iam) : IOperation<TagUser.Input, Nothing>
{
    public sealed record Input(string UserName, IReadOnlyList<Tag> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        iam.Save(user with { Tags = user.Tags.SetItems(View.Tags(input.Tags)) });
        return Nothing.Value;
    }
}
