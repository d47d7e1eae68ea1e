using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetAccessKeyLastUsed(IamStore iam) : IOperation<GetAccessKeyLastUsed.Input, GetAccessKeyLastUsed.Output>
{
    public sealed record Input(string AccessKeyId);

    public sealed record Use(string Region, string ServiceName);

    public sealed record Output(string UserName, Use AccessKeyLastUsed);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        iam.AccessKeys.Find(input.AccessKeyId) is { } key ? [new(iam.UserArn(key.UserName))] : [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var key =
            iam.AccessKeys.Find(input.AccessKeyId)
            ?? throw IamStore.NoSuchEntity($"The Access Key with id {input.AccessKeyId} cannot be found.");
        return new(key.UserName, new("N/A", "N/A"));
    }
}
