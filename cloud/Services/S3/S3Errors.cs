using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>The errors of S3 that have members beside the message, as recorded on AWS.</summary>
static class S3Errors
{
    public static AwsException Malformed() =>
        new("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static AwsException NoSuchKey(string key) =>
        new("NoSuchKey", "The specified key does not exist.", 404) { Details = Of(("Key", key)) };

    public static AwsException NoSuchVersion(string key, string version) =>
        new("NoSuchVersion", "The specified version does not exist.", 404) { Details = Of(("Key", key), ("VersionId", version)) };

    /// <summary>A delete marker has no content and no tags.</summary>
    public static AwsException OfMarker(string method) =>
        new("MethodNotAllowed", "The specified method is not allowed against this resource.", 405)
        {
            Details = Of(("Method", method), ("ResourceType", "DeleteMarker")),
        };

    public static AwsException InvalidTag(string message, string key, string? value = null) =>
        new("InvalidTag", message) { Details = value is null ? Of(("TagKey", key)) : Of(("TagKey", key), ("TagValue", value)) };

    /// <summary>Only buckets with Object Lock, which are not here, have retention that could be bypassed.</summary>
    public static AwsException NoRetention() =>
        InvalidArgument(
            "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
            "x-amz-bypass-governance-retention"
        );

    public static AwsException NotOfBucket(string code, string message, string bucket) =>
        new(code, message, 404) { Details = Of(("BucketName", bucket)) };

    public static AwsException InvalidArgument(string message, string name, string? value = null) =>
        new("InvalidArgument", message)
        {
            Details = value is null ? Of(("ArgumentName", name)) : Of(("ArgumentName", name), ("ArgumentValue", value)),
        };

    public static AwsException PreconditionFailed(string condition) =>
        new("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
        {
            Details = Of(("Condition", condition)),
        };

    public static AwsException Conflict(string condition, string key) =>
        new(
            "ConditionalRequestConflict",
            "The conditional request cannot succeed due to a conflicting operation against this resource.",
            409
        )
        {
            Details = Of(("Condition", condition), ("Key", key)),
        };

    public static AwsException NotImplemented(string header, string? more = null) =>
        new("NotImplemented", "A header you provided implies functionality that is not implemented", 501)
        {
            Details = more is null ? Of(("Header", header)) : Of(("Header", header), ("additionalMessage", more)),
        };

    public static AwsException InvalidRange(string range, long size) =>
        new("InvalidRange", "The requested range is not satisfiable", 416)
        {
            Details = Of(("RangeRequested", range), ("ActualObjectSize", size)),
        };

    static Dictionary<string, object> Of(params (string Name, object Value)[] details) =>
        details.ToDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal);
}
