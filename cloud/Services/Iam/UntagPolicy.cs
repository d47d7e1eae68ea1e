using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UntagPolicy(IamStore iam) : IOperation<UntagPolicy.Input, Nothing>
{
    public sealed record Input(string PolicyArn, IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Nothing Run(Input input, Call call)
    {
        var policy = iam.Policies.Find(input.PolicyArn) ?? throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        iam.Policies.Put(policy.Arn, policy with { Tags = policy.Tags.RemoveRange(input.TagKeys) });
        return Nothing.Value;
    }
}
