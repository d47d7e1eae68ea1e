using Classroom.Cloud.Api;

namespace Classroom.Cli.Calls;

sealed class Callable<TOperation>(AwsClient client) : ICallable<TOperation>
    where TOperation : IOperation
{
    static readonly OperationContract Known = OperationContract.Of(typeof(TOperation));

    public OperationContract Contract => Known;

    public async Task<byte[]> SendAsync(object input) =>
        (await client.SendAsync(Known.Service.SigningName, Known.Name, Known.Format.Write(Known, input)).ConfigureAwait(false)).Body;
}
