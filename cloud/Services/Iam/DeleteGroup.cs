using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteGroup(IamStore iam) : IOperation<DeleteGroup.Input, Nothing>
{
    public sealed record Input(string GroupName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Nothing Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        if (!group.Members.IsEmpty)
            throw IamStore.Conflict("Cannot delete entity, must remove users from group first.");
        if (!group.Attached.IsEmpty || !group.Inline.IsEmpty)
            throw IamStore.Conflict("Cannot delete entity, must delete policies first.");
        iam.Groups.Remove(group.Name);
        return Nothing.Value;
    }
}
