using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetUserPolicy(IamStore iam) : IOperation<GetUserPolicy.Input, GetUserPolicy.Output>
{
    public sealed record Input(string UserName, string PolicyName);

    public sealed record Output(string UserName, string PolicyName, string PolicyDocument);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Output Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        return user.Inline.TryGetValue(input.PolicyName, out var document)
            ? new(user.Name, input.PolicyName, Uri.EscapeDataString(document))
            : throw IamStore.NoSuchEntity($"The user policy with name {input.PolicyName} cannot be found.");
    }
}
