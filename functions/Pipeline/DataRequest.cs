namespace Classroom.Functions.Pipeline;

public sealed record DataRequest(string? UserId, string? DataType);

public sealed record ProcessedData(
    string? UserId,
    string? DataType,
    string Status,
    int RecordsProcessed,
    string NotificationType,
    DateTimeOffset ProcessedAt
);

public sealed record NotificationRequest(string? UserId, string? DataType, string? Status, int RecordsProcessed, string? NotificationType);

public sealed record NotificationSent(string? UserId, string Channel, string MessageId, string Message, DateTimeOffset SentAt);

public sealed record StartedWorkflow(string Message, string ExecutionArn, DateTimeOffset StartDate, string UserId, string DataType);

public sealed record RequestRefused(string Message, IReadOnlyList<FieldError> Errors);

public sealed record FieldError(string Field, string Reason);
