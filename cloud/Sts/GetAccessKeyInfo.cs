using Classroom.Cloud.Gateway;
using Classroom.Cloud.Iam;

namespace Classroom.Cloud.Sts;

sealed class GetAccessKeyInfo(IamStore iam) : IOperation<GetAccessKeyInfo.Input, GetAccessKeyInfo.Output>
{
    public sealed record Input(string AccessKeyId);

    public sealed record Output(string Account);

    public Output Run(Input input, Call call) => new(iam.Account);
}
