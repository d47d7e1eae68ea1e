using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListPolicyVersions(IamStore iam) : IOperation<ListPolicyVersions.Input, ListPolicyVersions.Output>
{
    public sealed record Input(string PolicyArn, string? Marker = null, int? MaxItems = null);

    public sealed record Output(IReadOnlyList<PolicyVersionView> Versions, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Output Run(Input input, Call call)
    {
        var policy = iam.Policy(input.PolicyArn);
        return new([.. policy.Versions.Reverse().Select(version => View.Of(policy, version, withDocument: false))], false);
    }
}
