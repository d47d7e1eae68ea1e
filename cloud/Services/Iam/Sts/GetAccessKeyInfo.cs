using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam.Sts;

sealed class GetAccessKeyInfo(IamStore iam) : IOperation<GetAccessKeyInfo.Input, GetAccessKeyInfo.Output>
{
    public sealed record Input(string AccessKeyId);

    public sealed record Output(string Account);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call) => new(iam.Account);
}
