using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListAccessKeys(IamStore iam) : IOperation<ListAccessKeys.Input, ListAccessKeys.Output>
{
    public sealed record Input(string? UserName = null);

    public sealed record Output(IReadOnlyList<Key> AccessKeyMetadata, bool IsTruncated);

    public sealed record Key(string UserName, string AccessKeyId, string Status, DateTimeOffset CreateDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public Output Run(Input input, Call call)
    {
        var user = iam.User(iam.NameOrCaller(input.UserName, call));
        return new(
            [
                .. iam
                    .AccessKeys.All.Where(key => key.UserName == user.Name)
                    .Select(key => new Key(key.UserName, key.Id, key.Status, key.Created)),
            ],
            false
        );
    }
}
