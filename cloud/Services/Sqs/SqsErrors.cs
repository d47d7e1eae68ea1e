using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

/// <summary>The errors of SQS. Each has two codes: one for the JSON protocol, one for the Query protocol.</summary>
static class SqsErrors
{
    const string Namespace = "com.amazonaws.sqs#";
    const string QueryNamespace = "AWS.SimpleQueueService.";

    /// <summary>The codes that the Query protocol has with a namespace, or under another name.</summary>
    static readonly Dictionary<string, string> QueryCodes = new(StringComparer.Ordinal)
    {
        ["QueueDoesNotExist"] = QueryNamespace + "NonExistentQueue",
        ["QueueNameExists"] = "QueueAlreadyExists",
        ["InvalidParameterValueException"] = "InvalidParameterValue",
        ["MissingRequiredParameterException"] = "MissingParameter",
        ["QueueDeletedRecently"] = QueryNamespace + "QueueDeletedRecently",
        ["PurgeQueueInProgress"] = QueryNamespace + "PurgeQueueInProgress",
        ["MessageNotInflight"] = QueryNamespace + "MessageNotInflight",
        ["EmptyBatchRequest"] = QueryNamespace + "EmptyBatchRequest",
        ["TooManyEntriesInBatchRequest"] = QueryNamespace + "TooManyEntriesInBatchRequest",
        ["BatchEntryIdsNotDistinct"] = QueryNamespace + "BatchEntryIdsNotDistinct",
        ["BatchRequestTooLong"] = QueryNamespace + "BatchRequestTooLong",
        ["InvalidBatchEntryId"] = QueryNamespace + "InvalidBatchEntryId",
    };

    public static AwsException Of(string code, string message, int status = 400) =>
        new(Namespace + code, message, status) { QueryCode = QueryCodes.GetValueOrDefault(code, code) };

    public static AwsException InvalidValue(string message) => Of("InvalidParameterValueException", message);

    public static AwsException InvalidValue(object value, string parameter, string reason) =>
        InvalidValue($"Value {value} for parameter {parameter} is invalid. Reason: {reason}");

    public static AwsException Missing(string parameter) =>
        Of("MissingRequiredParameterException", $"The request must contain the parameter {parameter}.");

    public static AwsException NoQueue() => Of("QueueDoesNotExist", "The specified queue does not exist.");

    public static AwsException NoResource(string parameter) =>
        Of("ResourceNotFoundException", $"The resource that you specified for the {parameter} parameter doesn't exist.", 404);
}
