using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class SqsService : Service
{
    public override string Prefix => "sqs";

    public override AwsException Throttled =>
        new("com.amazonaws.sqs#RequestThrottled", "Rate exceeded", 403) { QueryCode = "RequestThrottled" };

    public override WireProtocol Protocol => WireProtocol.Json;

    public override string TargetPrefix => "AmazonSQS";

    public override string XmlNamespace => "http://queue.amazonaws.com/doc/2012-11-05/";

    public override AwsException Unknown(string operation) =>
        new("UnknownOperationException", $"The action {operation} is not valid for this endpoint.") { QueryCode = "InvalidAction" };

    public override bool TakesUnsigned(string operation) => true;

    public override string ValidationError => "InvalidParameterValue";

    public override int AccessDeniedStatus => 403;

    /// <summary>The permission for one message is that for a batch.</summary>
    public override string ActionOf(string operation) =>
        operation.EndsWith("Batch", StringComparison.Ordinal) ? operation[..^"Batch".Length] : operation;
}
