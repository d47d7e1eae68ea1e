using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeletePolicyVersion(IamStore iam) : IOperation<DeletePolicyVersion.Input, Nothing>
{
    public sealed record Input(string PolicyArn, string VersionId);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Nothing Run(Input input, Call call)
    {
        var policy = iam.Policies.Find(input.PolicyArn) ?? throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        if (policy.DefaultVersionId == input.VersionId)
            throw IamStore.Conflict("Cannot delete the default version of a policy.");
        if (policy.Versions.RemoveAll(version => version.VersionId == input.VersionId) is var rest && rest.Count == policy.Versions.Count)
            throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} version {input.VersionId} does not exist or is not attachable.");
        iam.Policies.Put(policy.Arn, policy with { Versions = rest });
        return Nothing.Value;
    }
}
