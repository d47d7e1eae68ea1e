using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListGroupPolicies(IamStore iam) : IOperation<ListGroupPolicies.Input, ListGroupPolicies.Output>
{
    public sealed record Input(string GroupName, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<string> PolicyNames, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Output Run(Input input, Call call)
    {
        var (names, next) = Paging.Cut(iam.Group(input.GroupName).Inline.Keys, input.Marker, input.MaxItems, 100, "ValidationError");
        return new(names, next is not null, next);
    }
}
