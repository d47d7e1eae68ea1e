using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeletePolicy(IamStore iam) : IOperation<DeletePolicy.Input, Nothing>
{
    public sealed record Input(string PolicyArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Nothing Run(Input input, Call call)
    {
        var policy = iam.Policies.Find(input.PolicyArn) ?? throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        // The boundary of a user or a role is an attachment too.
        if (iam.AttachmentsOf(policy.Arn) + iam.BoundariesOf(policy.Arn) > 0)
            throw IamStore.Conflict("Cannot delete a policy attached to entities.");
        if (policy.Versions.Count > 1)
            throw IamStore.Conflict(
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The "
                    + "default version is deleted with the policy."
            );
        iam.Policies.Remove(policy.Arn);
        return Nothing.Value;
    }
}
