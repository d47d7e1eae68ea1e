using Classroom.Cloud.Api;
using Classroom.Cloud.Models;

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

    /// <summary>SQS has an error of its own for a parameter that is missing, and tells the first one only.</summary>
    public override AwsException Refuse(IReadOnlyList<Violation> violations) =>
        violations.FirstOrDefault(violation => violation.IsMissing && !violation.Place.Contains('.', StringComparison.Ordinal))
            is { } missing
            ? SqsErrors.Missing(missing.Member)
            : base.Refuse(violations);

    /// <summary>The permission for one message is that for a batch.</summary>
    public override string ActionOf(string operation) =>
        operation.EndsWith("Batch", StringComparison.Ordinal) ? operation[..^"Batch".Length] : operation;
}
