using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class SetDefaultPolicyVersion(IamStore iam) : IOperation<SetDefaultPolicyVersion.Input, Nothing>
{
    public sealed record Input(string PolicyArn, string VersionId);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Nothing Run(Input input, Call call)
    {
        var policy = iam.Policies.Find(input.PolicyArn) ?? throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        if (!policy.Versions.Exists(version => version.VersionId == input.VersionId))
            throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} version {input.VersionId} does not exist or is not attachable.");
        iam.Policies.Put(policy.Arn, policy with { DefaultVersionId = input.VersionId, Updated = call.Now });
        return Nothing.Value;
    }
}
