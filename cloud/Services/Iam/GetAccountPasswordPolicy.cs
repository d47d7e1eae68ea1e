using System.Text.Json;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetAccountPasswordPolicy(IamStore iam) : IOperation<Nothing, GetAccountPasswordPolicy.Output>
{
    public sealed record View(
        int MinimumPasswordLength,
        bool RequireSymbols,
        bool RequireNumbers,
        bool RequireUppercaseCharacters,
        bool RequireLowercaseCharacters,
        bool AllowUsersToChangePassword,
        bool ExpirePasswords,
        int? MaxPasswordAge,
        int? PasswordReusePrevention,
        bool? HardExpiry
    );

    public sealed record Output(View PasswordPolicy);

    public IEnumerable<Permission> Needs(Nothing input, Call call) => [Permission.OnEverything];

    public Output Run(Nothing input, Call call)
    {
        var given =
            iam.PasswordPolicy.Find("account")?.Deserialize<UpdateAccountPasswordPolicy.Input>()
            ?? throw IamStore.NoSuchEntity($"The Password Policy with domain name {iam.Account} cannot be found.");
        return new(
            new(
                given.MinimumPasswordLength ?? 6,
                given.RequireSymbols ?? false,
                given.RequireNumbers ?? false,
                given.RequireUppercaseCharacters ?? false,
                given.RequireLowercaseCharacters ?? false,
                given.AllowUsersToChangePassword ?? false,
                given.MaxPasswordAge is > 0,
                given.MaxPasswordAge,
                given.PasswordReusePrevention,
                given.HardExpiry
            )
        );
    }
}
