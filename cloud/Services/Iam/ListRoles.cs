using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListRoles(IamStore iam) : IOperation<ListRoles.Input, ListRoles.Output>
{
    public sealed record Input(string? PathPrefix = null, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<RoleView> Roles, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (roles, next) = Paging.Cut(
            iam.Roles.All.Where(role => role.Path.StartsWith(input.PathPrefix ?? "/", StringComparison.Ordinal)),
            input.Marker,
            input.MaxItems,
            100,
            "ValidationError"
        );
        return new([.. roles.Select(role => View.Listed(role, iam.Account))], next is not null, next);
    }
}
