using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteLoginProfile(IamStore iam) : IOperation<DeleteLoginProfile.Input, Nothing>
{
    public sealed record Input(string? UserName = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public Nothing Run(Input input, Call call)
    {
        var name = iam.User(iam.NameOrCaller(input.UserName, call)).Name;
        return iam.LoginProfiles.Remove(name)
            ? Nothing.Value
            : throw IamStore.NoSuchEntity($"Login Profile for User {name} cannot be found.");
    }
}
