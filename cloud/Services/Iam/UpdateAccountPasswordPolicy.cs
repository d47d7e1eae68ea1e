using System.Text.Json;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateAccountPasswordPolicy(IamStore iam) : IOperation<UpdateAccountPasswordPolicy.Input, Nothing>
{
    public sealed record Input(
        int? MinimumPasswordLength = null,
        bool? RequireSymbols = null,
        bool? RequireNumbers = null,
        bool? RequireUppercaseCharacters = null,
        bool? RequireLowercaseCharacters = null,
        bool? AllowUsersToChangePassword = null,
        int? MaxPasswordAge = null,
        int? PasswordReusePrevention = null,
        bool? HardExpiry = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Nothing Run(Input input, Call call)
    {
        IamStore.CheckRange(input.MinimumPasswordLength, 6, 128, "minimumPasswordLength");
        IamStore.CheckRange(input.MaxPasswordAge, 1, 1095, "maxPasswordAge");
        IamStore.CheckRange(input.PasswordReusePrevention, 1, 24, "passwordReusePrevention");
        iam.PasswordPolicy.Put("account", JsonSerializer.SerializeToDocument(input));
        return Nothing.Value;
    }
}
