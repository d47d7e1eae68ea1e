using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListUserTags(IamStore iam) : IOperation<ListUserTags.Input, ListUserTags.Output>
{
    public sealed record Input(string UserName);

    public sealed record Output(IReadOnlyList<Tag> Tags, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Output Run(Input input, Call call) => new(View.Tags(iam.User(input.UserName).Tags) ?? [], false);
}
