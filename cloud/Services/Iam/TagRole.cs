using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class TagRole(IamStore iam) : IOperation<TagRole.Input, Nothing>
{
    public sealed record Input(string RoleName, IReadOnlyList<Tag> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.RoleArn(input.RoleName))];

    public Nothing Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        iam.Save(role with { Tags = role.Tags.SetItems(View.Tags(input.Tags)) });
        return Nothing.Value;
    }
}
