using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class PutGroupPolicy(IamStore iam) : IOperation<PutGroupPolicy.Input, Nothing>
{
    public sealed record Input(string GroupName, string PolicyName, string PolicyDocument);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Nothing Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        IamStore.CheckName(input.PolicyName, 128, "policyName");
        var changed = group with { Inline = group.Inline.SetItem(input.PolicyName, Policies.Check(input.PolicyDocument)) };
        IamStore.CheckSize("group", group.Name, changed.Inline.Values, 5120);
        iam.Save(changed);
        return Nothing.Value;
    }
}
