using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetLoginProfile(IamStore iam) : IOperation<GetLoginProfile.Input, CreateLoginProfile.Output>
{
    public sealed record Input(string? UserName = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public CreateLoginProfile.Output Run(Input input, Call call)
    {
        var name = iam.User(iam.NameOrCaller(input.UserName, call)).Name;
        var profile = iam.LoginProfiles.Find(name) ?? throw IamStore.NoSuchEntity($"Login Profile for User {name} cannot be found.");
        return new(new(profile.UserName, profile.Created, profile.ResetRequired));
    }
}
