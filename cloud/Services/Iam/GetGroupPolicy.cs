using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetGroupPolicy(IamStore iam) : IOperation<GetGroupPolicy.Input, GetGroupPolicy.Output>
{
    public sealed record Input(string GroupName, string PolicyName);

    public sealed record Output(string GroupName, string PolicyName, string PolicyDocument);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Output Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        return group.Inline.TryGetValue(input.PolicyName, out var document)
            ? new(group.Name, input.PolicyName, Uri.EscapeDataString(document))
            : throw IamStore.NoSuchEntity($"The group policy with name {input.PolicyName} cannot be found.");
    }
}
