using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UntagRole(IamStore iam) : IOperation<UntagRole.Input, Nothing>
{
    public sealed record Input(string RoleName, IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.RoleArn(input.RoleName))];

    public Nothing Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        iam.Save(role with { Tags = role.Tags.RemoveRange(input.TagKeys) });
        return Nothing.Value;
    }
}
