using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListAttachedRolePolicies(IamStore iam) : IOperation<ListAttachedRolePolicies.Input, ListAttachedRolePolicies.Output>
{
    public sealed record Input(string RoleName, string? PathPrefix = null, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<AttachedPolicyView> AttachedPolicies, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.RoleArn(input.RoleName))];

    public Output Run(Input input, Call call)
    {
        var (policies, next) = Paging.Cut(
            iam.Role(input.RoleName).Attached.Select(View.Attached),
            input.Marker,
            input.MaxItems,
            100,
            "ValidationError"
        );
        return new(policies, next is not null, next);
    }
}
