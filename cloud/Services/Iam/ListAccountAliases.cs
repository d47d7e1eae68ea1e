using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListAccountAliases(IamStore iam) : IOperation<ListAccountAliases.Input, ListAccountAliases.Output>
{
    public sealed record Input(string? Marker = null);

    public sealed record Output(IReadOnlyList<string> AccountAliases, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        _ = iam.Account;
        return new([], false);
    }
}
