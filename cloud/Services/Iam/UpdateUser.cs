using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateUser(IamStore iam) : IOperation<UpdateUser.Input, Nothing>
{
    public sealed record Input(string UserName, string? NewUserName = null, string? NewPath = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        if (input.NewUserName is { } name && name != user.Name && iam.Users.Has(name))
            throw IamStore.Exists($"User with name {name} already exists.");
        var changed = user with
        {
            Name = input.NewUserName ?? user.Name,
            Path = input.NewPath is null ? user.Path : IamStore.CheckPath(input.NewPath),
        };
        iam.Users.Remove(user.Name);
        iam.Save(changed);
        foreach (var group in iam.GroupsOf(user.Name))
            iam.Save(group with { Members = group.Members.Remove(user.Name).Add(changed.Name) });
        foreach (var key in iam.AccessKeys.All.Where(key => key.UserName == user.Name))
            iam.AccessKeys.Put(key.Id, key with { UserName = changed.Name });
        return Nothing.Value;
    }
}
