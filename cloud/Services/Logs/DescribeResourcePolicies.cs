using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DescribeResourcePolicies(LogStore logs) : IOperation<DescribeResourcePolicies.Input, DescribeResourcePolicies.Output>
{
    public sealed record Input(string? NextToken = null, int? Limit = null);

    public sealed record Output(IReadOnlyList<ResourcePolicyView> ResourcePolicies, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(logs.ResourcePolicies.All, input.NextToken, input.Limit, 50, "InvalidParameterException");
        return new([.. page.Select(ResourcePolicyView.Listed)], next);
    }
}
