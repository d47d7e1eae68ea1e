using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListRoleTags(IamStore iam) : IOperation<ListRoleTags.Input, ListRoleTags.Output>
{
    public sealed record Input(string RoleName);

    public sealed record Output(IReadOnlyList<Tag> Tags, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.RoleArn(input.RoleName))];

    public Output Run(Input input, Call call) => new(View.Tags(iam.Role(input.RoleName).Tags) ?? [], false);
}
