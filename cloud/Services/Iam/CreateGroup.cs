using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class CreateGroup(IamStore iam) : IOperation<CreateGroup.Input, CreateGroup.Output>
{
    public sealed record Input(string GroupName, string? Path = null);

    public sealed record Output(GroupView Group);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new($"arn:aws:iam::{iam.Account}:group{input.Path ?? "/"}{input.GroupName}")];

    public Output Run(Input input, Call call)
    {
        IamStore.CheckName(input.GroupName, 128, "groupName");
        if (iam.Groups.Unordered.Any(group => string.Equals(group.Name, input.GroupName, StringComparison.OrdinalIgnoreCase)))
            throw IamStore.Exists($"Group with name {input.GroupName} already exists.");
        var group = new Group(input.GroupName, IamStore.CheckPath(input.Path), Secrets.NewId("AGPA"), call.Now);
        iam.Save(group);
        return new(View.Of(group, iam.Account));
    }
}
