using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListRolePolicies(IamStore iam) : IOperation<ListRolePolicies.Input, ListRolePolicies.Output>
{
    public sealed record Input(string RoleName, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<string> PolicyNames, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.RoleArn(input.RoleName))];

    public Output Run(Input input, Call call)
    {
        var (names, next) = Paging.Cut(iam.Role(input.RoleName).Inline.Keys, input.Marker, input.MaxItems, 100, "ValidationError");
        return new(names, next is not null, next);
    }
}
