using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class CreateAccessKey(IamStore iam, Secrets secrets) : IOperation<CreateAccessKey.Input, CreateAccessKey.Output>
{
    public sealed record Input(string? UserName = null);

    public sealed record Key(string UserName, string AccessKeyId, string Status, string SecretAccessKey, DateTimeOffset CreateDate);

    public sealed record Output(Key AccessKey);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public Output Run(Input input, Call call)
    {
        var user = iam.User(iam.NameOrCaller(input.UserName, call));
        if (iam.AccessKeys.Unordered.Count(key => key.UserName == user.Name) >= 2)
            throw new AwsException("LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2", 409);
        var key = new AccessKey(Secrets.NewId("AKIA"), user.Name, "Active", call.Now);
        iam.AccessKeys.Put(key.Id, key);
        return new(new(key.UserName, key.Id, key.Status, secrets.SecretOf(key.Id), key.Created));
    }
}
