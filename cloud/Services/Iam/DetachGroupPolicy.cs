using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DetachGroupPolicy(IamStore iam) : IOperation<DetachGroupPolicy.Input, Nothing>
{
    public sealed record Input(string GroupName, string PolicyArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.GroupArn(input.GroupName)).With("iam:PolicyARN", input.PolicyArn)];

    public Nothing Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        if (!group.Attached.Contains(input.PolicyArn))
            throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        iam.Save(group with { Attached = group.Attached.Remove(input.PolicyArn) });
        return Nothing.Value;
    }
}
