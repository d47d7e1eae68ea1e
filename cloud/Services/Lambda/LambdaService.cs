using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

sealed class LambdaService : Service
{
    public override string Prefix => "lambda";

    public override AwsException Throttled => new("TooManyRequestsException", "Rate exceeded", 429);

    /// <summary>Enough for a function package in base 64.</summary>
    public override int LargestBody => 128 * 1024 * 1024;

    public override WireProtocol Protocol => WireProtocol.RestJson;

    public override string ActionOf(string operation) => operation == "Invoke" ? "InvokeFunction" : operation;
}
