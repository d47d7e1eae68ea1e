using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListGroups(IamStore iam) : IOperation<ListGroups.Input, ListGroups.Output>
{
    public sealed record Input(string? PathPrefix = null, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<GroupView> Groups, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (groups, next) = Paging.Cut(
            iam.Groups.All.Where(group => group.Path.StartsWith(input.PathPrefix ?? "/", StringComparison.Ordinal)),
            input.Marker,
            input.MaxItems,
            100,
            "ValidationError"
        );
        return new([.. groups.Select(group => View.Of(group, iam.Account))], next is not null, next);
    }
}
