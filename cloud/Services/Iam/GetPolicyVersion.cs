using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetPolicyVersion(IamStore iam) : IOperation<GetPolicyVersion.Input, GetPolicyVersion.Output>
{
    public sealed record Input(string PolicyArn, string VersionId);

    public sealed record Output(PolicyVersionView PolicyVersion);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Output Run(Input input, Call call)
    {
        var policy = iam.Policy(input.PolicyArn);
        var version =
            policy.Versions.Find(version => version.VersionId == input.VersionId)
            ?? throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} version {input.VersionId} does not exist or is not attachable.");
        return new(View.Of(policy, version, withDocument: true));
    }
}
