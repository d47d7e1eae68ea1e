using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListPolicies(IamStore iam) : IOperation<ListPolicies.Input, ListPolicies.Output>
{
    public sealed record Input(
        string? Scope = null,
        bool? OnlyAttached = null,
        string? PathPrefix = null,
        string? Marker = null,
        int? MaxItems = null
    );

    public sealed record Output(IReadOnlyList<PolicyView> Policies, bool IsTruncated, string? Marker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var all = (input.Scope == "Local" ? [] : ManagedPolicies.Everything)
            .Concat(input.Scope == "AWS" ? [] : iam.Policies.All)
            .Where(policy =>
                policy.Path.StartsWith(input.PathPrefix ?? "/", StringComparison.Ordinal)
                && (input.OnlyAttached != true || iam.AttachmentsOf(policy.Arn) > 0)
            );
        var (policies, next) = Paging.Cut(all, input.Marker, input.MaxItems, 100, "ValidationError");
        return new([.. policies.Select(policy => View.Of(policy, iam))], next is not null, next);
    }
}
