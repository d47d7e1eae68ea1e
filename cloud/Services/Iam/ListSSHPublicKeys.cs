using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>Always empty: users have only access keys and passwords.</summary>
sealed class ListSSHPublicKeys(IamStore iam) : IOperation<ListSSHPublicKeys.Input, ListSSHPublicKeys.Output>
{
    public sealed record Input(string? UserName = null);

    public sealed record Output(IReadOnlyList<string> SSHPublicKeys, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public Output Run(Input input, Call call)
    {
        iam.User(iam.NameOrCaller(input.UserName, call));
        return new([], false);
    }
}
