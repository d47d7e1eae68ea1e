using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteGroupPolicy(IamStore iam) : IOperation<DeleteGroupPolicy.Input, Nothing>
{
    public sealed record Input(string GroupName, string PolicyName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Nothing Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        if (!group.Inline.ContainsKey(input.PolicyName))
            throw IamStore.NoSuchEntity($"The group policy with name {input.PolicyName} cannot be found.");
        iam.Save(group with { Inline = group.Inline.Remove(input.PolicyName) });
        return Nothing.Value;
    }
}
