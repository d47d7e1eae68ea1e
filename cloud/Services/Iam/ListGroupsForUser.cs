using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListGroupsForUser(IamStore iam) : IOperation<ListGroupsForUser.Input, ListGroupsForUser.Output>
{
    public sealed record Input(string UserName, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<GroupView> Groups, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Output Run(Input input, Call call)
    {
        var (groups, next) = Paging.Cut(iam.GroupsOf(iam.User(input.UserName).Name), input.Marker, input.MaxItems, 100, "ValidationError");
        return new([.. groups.Select(group => View.Of(group, iam.Account))], next is not null, next);
    }
}
