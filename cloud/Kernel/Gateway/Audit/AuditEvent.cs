using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Gateway.Audit;

/// <summary>A stored call, in the shape of a record of CloudTrail: who did what, on what, from where, and whether it was allowed.</summary>
sealed record AuditEvent(
    [property: JsonPropertyName("eventVersion")] string EventVersion,
    [property: JsonPropertyName("userIdentity")] AuditIdentity UserIdentity,
    [property: JsonPropertyName("eventTime")] string EventTime,
    [property: JsonPropertyName("eventSource")] string EventSource,
    [property: JsonPropertyName("eventName")] string EventName,
    [property: JsonPropertyName("awsRegion")] string AwsRegion,
    [property: JsonPropertyName("sourceIPAddress")] string SourceIPAddress,
    [property: JsonPropertyName("userAgent")] string? UserAgent,
    [property: JsonPropertyName("errorCode")] string? ErrorCode,
    [property: JsonPropertyName("errorMessage")] string? ErrorMessage,
    [property: JsonPropertyName("requestParameters")] JsonObject? RequestParameters,
    [property: JsonPropertyName("responseElements")] JsonObject? ResponseElements,
    [property: JsonPropertyName("additionalEventData")] AuditDetails AdditionalEventData,
    [property: JsonPropertyName("requestID")] string RequestID,
    [property: JsonPropertyName("eventID")] string EventID,
    [property: JsonPropertyName("readOnly")] bool ReadOnly,
    [property: JsonPropertyName("resources")] IReadOnlyList<AuditResource> Resources,
    [property: JsonPropertyName("eventType")] string EventType,
    [property: JsonPropertyName("managementEvent")] bool ManagementEvent,
    [property: JsonPropertyName("recipientAccountId")] string RecipientAccountId,
    [property: JsonPropertyName("eventCategory")] string EventCategory
)
{
    /// <summary>The name by which LookupEvents finds the events of a caller: of a user, or of the session of a role.</summary>
    [JsonIgnore]
    public string UserName => UserIdentity.UserName ?? UserIdentity.Arn?.Split('/')[^1] ?? UserIdentity.PrincipalId ?? "";
}

/// <summary>The caller.</summary>
sealed record AuditIdentity(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("principalId")] string? PrincipalId = null,
    [property: JsonPropertyName("arn")] string? Arn = null,
    [property: JsonPropertyName("accountId")] string? AccountId = null,
    [property: JsonPropertyName("accessKeyId")] string? AccessKeyId = null,
    [property: JsonPropertyName("userName")] string? UserName = null,
    [property: JsonPropertyName("sessionContext")] AuditSession? SessionContext = null,
    [property: JsonPropertyName("invokedBy")] string? InvokedBy = null
);

sealed record AuditSession([property: JsonPropertyName("sessionIssuer")] AuditIdentity SessionIssuer);

sealed record AuditResource(
    [property: JsonPropertyName("ARN")] string Arn,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("accountId")] string AccountId
);

/// <summary>What CloudTrail has no member for.</summary>
/// <param name="Denial">Why IAM denied the call.</param>
sealed record AuditDetails(
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("milliseconds")] double Milliseconds,
    [property: JsonPropertyName("denial")] Denial? Denial
);
