using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

sealed class LambdaService : Service
{
    public override string Prefix => "lambda";

    public override AwsException Throttled => new("TooManyRequestsException", "Rate exceeded", 429);

    public override WireProtocol Protocol => WireProtocol.RestJson;

    public override string ActionOf(string operation) => operation == "Invoke" ? "InvokeFunction" : operation;
}
