using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetRolePolicy(IamStore iam) : IOperation<GetRolePolicy.Input, GetRolePolicy.Output>
{
    public sealed record Input(string RoleName, string PolicyName);

    public sealed record Output(string RoleName, string PolicyName, string PolicyDocument);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.RoleArn(input.RoleName))];

    public Output Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        return role.Inline.TryGetValue(input.PolicyName, out var document)
            ? new(role.Name, input.PolicyName, Uri.EscapeDataString(document))
            : throw IamStore.NoSuchEntity($"The role policy with name {input.PolicyName} cannot be found.");
    }
}
