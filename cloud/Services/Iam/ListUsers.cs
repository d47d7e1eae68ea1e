using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListUsers(IamStore iam) : IOperation<ListUsers.Input, ListUsers.Output>
{
    public sealed record Input(string? PathPrefix = null, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<UserView> Users, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (users, next) = Paging.Cut(
            iam.Users.All.Where(user => user.Path.StartsWith(input.PathPrefix ?? "/", StringComparison.Ordinal)),
            input.Marker,
            input.MaxItems,
            100,
            "ValidationError"
        );
        return new([.. users.Select(user => View.Listed(user, iam.Account))], next is not null, next);
    }
}
