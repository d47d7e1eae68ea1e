using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteUser(IamStore iam) : IOperation<DeleteUser.Input, Nothing>
{
    public sealed record Input(string UserName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        if (!user.Attached.IsEmpty)
            throw IamStore.Conflict("Cannot delete entity, must detach all policies first.");
        if (!user.Inline.IsEmpty)
            throw IamStore.Conflict("Cannot delete entity, must delete policies first.");
        if (iam.GroupsOf(user.Name).Any())
            throw IamStore.Conflict("Cannot delete entity, must remove users from group first.");
        if (iam.AccessKeys.Unordered.Any(key => key.UserName == user.Name))
            throw IamStore.Conflict("Cannot delete entity, must delete access keys first.");
        if (iam.LoginProfiles.Has(user.Name))
            throw IamStore.Conflict("Cannot delete entity, must delete login profile first.");
        iam.Users.Remove(user.Name);
        return Nothing.Value;
    }
}
