using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Provider;

sealed class UserLoginProfile : ResourceType
{
    public override string Token => "aws:iam/userLoginProfile:UserLoginProfile";

    public override IReadOnlyList<string> Inputs => ["user", "passwordLength", "passwordResetRequired"];

    public override IReadOnlyList<string> Fixed => ["user", "passwordLength", "passwordResetRequired"];

    public override IReadOnlyList<string> Secrets => ["password"];

    const string Lower = "abcdefghijkmnopqrstuvwxyz",
        Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ",
        Digits = "23456789",
        Signs = "!@#$%^&*_-+=";

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("user");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var password = NewPassword(inputs.Number("passwordLength") ?? 20);
        await cloud
            .Operation<CreateLoginProfile>()
            .CallAsync(new(inputs.Text("user"), password, inputs.Flag("passwordResetRequired") ?? false))
            .ConfigureAwait(false);
        return new(inputs.Text("user"), new() { ["password"] = password });
    }

    public override Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud) =>
        throw new NotSupportedException($"{Token} is replaced, never changed");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteLoginProfile>().CallAsync(new(id)));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        await IfThereAsync(() => cloud.Operation<GetLoginProfile>().CallAsync(new(id))).ConfigureAwait(false) is null ? null : [];

    /// <summary>At least one character of each kind, as password policies ask, and none that look alike.</summary>
    static string NewPassword(int length)
    {
        string[] kinds = [Lower, Upper, Digits, Signs];
        char[] letters =
        [
            .. kinds.Select(kind => RandomNumberGenerator.GetItems<char>(kind, 1)[0]),
            .. RandomNumberGenerator.GetItems<char>(string.Concat(kinds), Math.Max(0, length - kinds.Length)),
        ];
        RandomNumberGenerator.Shuffle<char>(letters);
        return new(letters);
    }
}
