using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class RemoveUserFromGroup(IamStore iam) : IOperation<RemoveUserFromGroup.Input, Nothing>
{
    public sealed record Input(string GroupName, string UserName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.GroupArn(input.GroupName))];

    public Nothing Run(Input input, Call call)
    {
        var group = iam.Group(input.GroupName);
        iam.Save(group with { Members = group.Members.Remove(iam.User(input.UserName).Name) });
        return Nothing.Value;
    }
}
