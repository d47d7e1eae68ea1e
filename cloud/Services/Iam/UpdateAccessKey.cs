using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateAccessKey(IamStore iam) : IOperation<UpdateAccessKey.Input, Nothing>
{
    public sealed record Input(string AccessKeyId, string Status, string? UserName = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public Nothing Run(Input input, Call call)
    {
        var key = iam.KeyOf(input.AccessKeyId, input.UserName, call);
        iam.AccessKeys.Put(
            key.Id,
            key with
            {
                Status = input.Status is "Active" or "Inactive"
                    ? input.Status
                    : throw new AwsException("ValidationError", "Status must be Active or Inactive"),
            }
        );
        return Nothing.Value;
    }
}
