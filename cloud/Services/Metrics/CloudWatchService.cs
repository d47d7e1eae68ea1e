using Classroom.Cloud.Api;

namespace Classroom.Cloud.Metrics;

sealed class CloudWatchService : Service
{
    public override string Prefix => "cloudwatch";

    public override string SigningName => "monitoring";

    public override WireProtocol Protocol => WireProtocol.Json;

    public override string TargetPrefix => "GraniteServiceVersion20100801";

    public override string XmlNamespace => "http://monitoring.amazonaws.com/doc/2010-08-01/";

    public override string AccessDenied => "AccessDenied";

    public override int AccessDeniedStatus => 403;

    public override string ValidationError => "ValidationError";

    public override AwsException Unknown(string operation) =>
        new("InvalidAction", $"The action {operation} is not valid for this web service.");

    public override AwsException InvalidValue(string value, string place) =>
        InvalidValue($"The value {value} for parameter {place} is invalid.");

    public static AwsException InvalidValue(string message) =>
        new("InvalidParameterValueException", message) { QueryCode = "InvalidParameterValue" };

    public static AwsException InvalidCombination(string message) =>
        new("InvalidParameterCombinationException", message) { QueryCode = "InvalidParameterCombination" };

    /// <param name="code">CloudWatch has two: ResourceNotFound of alarms, and ResourceNotFoundException of tags.</param>
    public static AwsException NotFound(string code, string message) => new(code, message, 404) { QueryCode = code };
}
