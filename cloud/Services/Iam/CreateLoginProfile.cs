using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class CreateLoginProfile(IamStore iam) : IOperation<CreateLoginProfile.Input, CreateLoginProfile.Output>
{
    public sealed record Input(string UserName, string Password, bool PasswordResetRequired = false)
    {
        public override string ToString() => $"Input {{ UserName = {UserName} }}";
    }

    public sealed record Profile(string UserName, DateTimeOffset CreateDate, bool PasswordResetRequired);

    public sealed record Output(Profile LoginProfile);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Output Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        if (iam.LoginProfiles.Has(user.Name))
            throw IamStore.Exists($"Login Profile for user {user.Name} already exists.");
        var profile = iam.LoginProfiles.Put(user.Name, Passwords.Make(user.Name, input.Password, input.PasswordResetRequired, call.Now));
        return new(new(profile.UserName, profile.Created, profile.ResetRequired));
    }
}
