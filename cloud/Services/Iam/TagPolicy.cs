using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class TagPolicy(IamStore iam) : IOperation<TagPolicy.Input, Nothing>
{
    public sealed record Input(string PolicyArn, IReadOnlyList<Tag> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Nothing Run(Input input, Call call)
    {
        var policy = iam.Policies.Find(input.PolicyArn) ?? throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        iam.Policies.Put(policy.Arn, policy with { Tags = policy.Tags.SetItems(View.Tags(input.Tags)) });
        return Nothing.Value;
    }
}
