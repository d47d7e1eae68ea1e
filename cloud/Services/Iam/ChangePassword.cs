using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ChangePassword(IamStore iam) : IOperation<ChangePassword.Input, Nothing>
{
    public sealed record Input(string OldPassword, string NewPassword)
    {
        public override string ToString() => "Input";
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(call.Caller.UserName ?? ""))];

    public Nothing Run(Input input, Call call)
    {
        var name = iam.NameOrCaller(null, call);
        var profile = iam.LoginProfiles.Find(name) ?? throw IamStore.NoSuchEntity($"Login Profile for User {name} cannot be found.");
        if (!Passwords.IsRight(profile, input.OldPassword))
            throw new AwsException("AccessDenied", "The old password was incorrect.", 403);
        iam.LoginProfiles.Put(name, Passwords.Make(name, input.NewPassword, resetRequired: false, profile.Created));
        return Nothing.Value;
    }
}
