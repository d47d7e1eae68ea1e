using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateUser(IamStore iam) : IOperation<UpdateUser.Input, Nothing>
{
    public sealed record Input(string UserName, string? NewUserName = null, string? NewPath = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        var name = input.NewUserName is null ? user.Name : IamStore.CheckName(input.NewUserName, 64, "newUserName");
        if (
            iam.Users.Unordered.Any(known => known.Name != user.Name && string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
        )
            throw IamStore.Exists($"User with name {name} already exists.");
        var changed = user with { Name = name, Path = input.NewPath is null ? user.Path : IamStore.CheckPath(input.NewPath) };
        iam.Users.Remove(user.Name);
        iam.Save(changed);
        foreach (var group in iam.GroupsOf(user.Name).ToList())
            iam.Save(group with { Members = group.Members.Remove(user.Name).Add(changed.Name) });
        foreach (var key in iam.AccessKeys.All.Where(key => key.UserName == user.Name).ToList())
            iam.AccessKeys.Put(key.Id, key with { UserName = changed.Name });
        if (changed.Name != user.Name && iam.LoginProfiles.Find(user.Name) is { } profile)
        {
            iam.LoginProfiles.Remove(user.Name);
            iam.LoginProfiles.Put(changed.Name, profile with { UserName = changed.Name });
        }
        return Nothing.Value;
    }
}
