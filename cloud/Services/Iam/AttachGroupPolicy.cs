using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class AttachGroupPolicy(IamStore iam) : IOperation<AttachGroupPolicy.Input, Nothing>
{
    public sealed record Input(string GroupName, string PolicyArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.GroupArn(input.GroupName)).With("iam:PolicyARN", input.PolicyArn)];

    public Nothing Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        var policy = iam.AttachablePolicy(input.PolicyArn);
        if (group.Attached.Contains(policy.Arn))
            return Nothing.Value;
        if (group.Attached.Count >= 10)
            throw new AwsException("LimitExceeded", $"Cannot exceed quota for PoliciesPerGroup: 10", 409);
        iam.Save(group with { Attached = group.Attached.Add(policy.Arn) });
        return Nothing.Value;
    }
}
