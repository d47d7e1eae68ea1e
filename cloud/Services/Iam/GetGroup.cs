using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetGroup(IamStore iam) : IOperation<GetGroup.Input, GetGroup.Output>
{
    public sealed record Input(string GroupName, string? Marker = null, int? MaxItems = null);

    public sealed record Output(GroupView Group, IReadOnlyList<UserView> Users, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Output Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        var (members, next) = Paging.Cut(group.Members.Select(iam.User), input.Marker, input.MaxItems, 100, "ValidationError");
        return new(View.Of(group, iam.Account), [.. members.Select(user => View.Of(user, iam.Account))], next is not null, next);
    }
}
