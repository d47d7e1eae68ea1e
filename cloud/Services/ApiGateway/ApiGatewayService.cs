using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

/// <summary>HTTP APIs. The IAM actions of this service are HTTP methods on paths, not operations.</summary>
sealed class ApiGatewayService : Service
{
    public override string Prefix => "apigateway";

    public override string ModelName => "apigatewayv2";

    public override AwsException Throttled => new("TooManyRequestsException", "Too Many Requests", 429);

    public override WireProtocol Protocol => WireProtocol.RestJson;

    public override bool IsCamelCase => true;

    public override string ValidationError => "BadRequestException";

    public override string ActionOf(string operation) =>
        operation switch
        {
            _ when operation.StartsWith("Get", StringComparison.Ordinal) => "GET",
            _ when operation.StartsWith("Update", StringComparison.Ordinal) => "PATCH",
            _ when operation.StartsWith("Delete", StringComparison.Ordinal) || operation == nameof(UntagResource) => "DELETE",
            _ => "POST",
        };

    public static AwsException NotFound(string what) => new("NotFoundException", $"Invalid {what} specified", 404);

    public static AwsException BadRequest(string message) => new("BadRequestException", message);

    public static AwsException Conflict(string message) => new("ConflictException", message, 409);
}
