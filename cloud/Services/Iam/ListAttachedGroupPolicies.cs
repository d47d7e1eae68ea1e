using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListAttachedGroupPolicies(IamStore iam) : IOperation<ListAttachedGroupPolicies.Input, ListAttachedGroupPolicies.Output>
{
    public sealed record Input(string GroupName, string? PathPrefix = null, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<AttachedPolicyView> AttachedPolicies, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Output Run(Input input, Call call)
    {
        var (policies, next) = Paging.Cut(
            iam.Group(input.GroupName).Attached.Select(View.Attached),
            input.Marker,
            input.MaxItems,
            100,
            "ValidationError"
        );
        return new(policies, next is not null, next);
    }
}
