using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListAttachedUserPolicies(IamStore iam) : IOperation<ListAttachedUserPolicies.Input, ListAttachedUserPolicies.Output>
{
    public sealed record Input(string UserName, string? PathPrefix = null, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<AttachedPolicyView> AttachedPolicies, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Output Run(Input input, Call call)
    {
        var (policies, next) = Paging.Cut(
            iam.User(input.UserName).Attached.Select(View.Attached),
            input.Marker,
            input.MaxItems,
            100,
            "ValidationError"
        );
        return new(policies, next is not null, next);
    }
}
