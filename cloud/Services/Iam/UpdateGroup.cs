using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateGroup(IamStore iam) : IOperation<UpdateGroup.Input, Nothing>
{
    public sealed record Input(string GroupName, string? NewGroupName = null, string? NewPath = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Nothing Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        var changed = group with
        {
            Name = input.NewGroupName is null ? group.Name : IamStore.CheckName(input.NewGroupName, 128, "newGroupName"),
            Path = input.NewPath is null ? group.Path : IamStore.CheckPath(input.NewPath),
        };
        if (changed.Name != group.Name && iam.Groups.Has(changed.Name))
            throw IamStore.Exists($"Group with name {changed.Name} already exists.");
        iam.Groups.Remove(group.Name);
        iam.Save(changed);
        return Nothing.Value;
    }
}
