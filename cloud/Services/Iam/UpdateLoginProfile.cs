using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateLoginProfile(IamStore iam) : IOperation<UpdateLoginProfile.Input, Nothing>
{
    public sealed record Input(string UserName, string? Password = null, bool? PasswordResetRequired = null)
    {
        public override string ToString() => $"Input {{ UserName = {UserName} }}";
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName))];

    public Nothing Run(Input input, Call call)
    {
        var profile =
            iam.LoginProfiles.Find(iam.User(input.UserName).Name)
            ?? throw IamStore.NoSuchEntity($"Login Profile for User {input.UserName} cannot be found.");
        var reset = input.PasswordResetRequired ?? profile.ResetRequired;
        iam.LoginProfiles.Put(
            profile.UserName,
            input.Password is { } password
                ? Passwords.Make(profile.UserName, password, reset, profile.Created)
                : profile with
                {
                    ResetRequired = reset,
                }
        );
        return Nothing.Value;
    }
}
