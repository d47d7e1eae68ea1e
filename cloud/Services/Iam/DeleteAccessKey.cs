using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteAccessKey(IamStore iam) : IOperation<DeleteAccessKey.Input, Nothing>
{
    public sealed record Input(string AccessKeyId, string? UserName = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public Nothing Run(Input input, Call call)
    {
        iam.AccessKeys.Remove(iam.KeyOf(input.AccessKeyId, input.UserName, call).Id);
        return Nothing.Value;
    }
}
