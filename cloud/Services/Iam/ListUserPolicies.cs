using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListUserPolicies(IamStore iam) : IOperation<ListUserPolicies.Input, ListUserPolicies.Output>
{
    public sealed record Input(string UserName, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<string> PolicyNames, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Output Run(Input input, Call call)
    {
        var (names, next) = Paging.Cut(iam.User(input.UserName).Inline.Keys, input.Marker, input.MaxItems, 100, "ValidationError");
        return new(names, next is not null, next);
    }
}
