using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteAccessKey(IamStore iam) : IOperation<DeleteAccessKey.Input, Nothing>
{
    public sealed record Input(string AccessKeyId, string? UserName = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public Nothing Run(Input input, Call call)
    {
        if (!iam.AccessKeys.Remove(input.AccessKeyId))
            throw IamStore.NoSuchEntity($"The Access Key with id {input.AccessKeyId} cannot be found.");
        return Nothing.Value;
    }
}
