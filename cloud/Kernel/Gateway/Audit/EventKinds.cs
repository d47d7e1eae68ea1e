namespace Classroom.Cloud.Gateway.Audit;

/// <summary>Which calls are read-only, and which are data events. CloudTrail finds only management events by LookupEvents.</summary>
static class EventKinds
{
    static readonly string[] ReadPrefixes =
    [
        "Get",
        "List",
        "Describe",
        "Batch",
        "Head",
        "Filter",
        "Receive",
        "Simulate",
        "Test",
        "Validate",
        "Search",
        "Lookup",
    ];

    /// <summary>Operations on the content of a resource, not on the resource. CloudTrail calls them data events.</summary>
    static readonly HashSet<string> Data =
    [
        "lambda:Invoke",
        "lambda:InvokeAsync",
        "sqs:SendMessage",
        "sqs:SendMessageBatch",
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:DeleteMessageBatch",
        "sqs:ChangeMessageVisibility",
        "sqs:ChangeMessageVisibilityBatch",
        "sns:Publish",
        "sns:PublishBatch",
        "events:PutEvents",
        "cloudwatch:PutMetricData",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
        "logs:PutLogEvents",
        "logs:GetLogEvents",
        "logs:FilterLogEvents",
        "states:StartSyncExecution",
        "states:GetActivityTask",
        "states:SendTaskSuccess",
        "states:SendTaskFailure",
        "states:SendTaskHeartbeat",
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "s3:GetObject",
        "s3:HeadObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:DeleteObjects",
        "s3:CopyObject",
        "s3:ListObjects",
        "s3:ListObjectsV2",
        "s3:ListObjectVersions",
        "s3:GetObjectTagging",
        "s3:PutObjectTagging",
        "s3:GetObjectAttributes",
        "s3:CreateMultipartUpload",
        "s3:UploadPart",
        "s3:UploadPartCopy",
        "s3:CompleteMultipartUpload",
        "s3:AbortMultipartUpload",
        "s3:ListParts",
    ];

    public static bool IsRead(string operation) =>
        Array.Exists(ReadPrefixes, prefix => operation.StartsWith(prefix, StringComparison.Ordinal));

    public static bool IsData(string service, string operation) => Data.Contains($"{service}:{operation}");
}
