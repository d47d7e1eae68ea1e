using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

/// <summary>A message in a request to send.</summary>
sealed record Outgoing(
    string Body,
    int? DelaySeconds,
    IReadOnlyDictionary<string, MessageAttribute>? Attributes,
    IReadOnlyDictionary<string, MessageAttribute>? SystemAttributes,
    string? Group,
    string? Deduplication
);

/// <summary>Checks and sends messages.</summary>
static class Sending
{
    public const int LongestVisibility = 43_200;

    public static Message Send(QueueStore queues, Queue queue, Outgoing outgoing, Call call)
    {
        if (outgoing.Body.Length == 0)
            throw QueueStore.Invalid("MissingParameter", "The request must contain the parameter MessageBody.");
        if (Encoding.UTF8.GetByteCount(outgoing.Body) > queue.LargestMessage)
            throw QueueStore.Invalid(
                "InvalidParameterValue",
                $"One or more parameters are invalid. Reason: Message must be shorter than {queue.LargestMessage} bytes."
            );
        if (outgoing.DelaySeconds is < 0 or > 900)
            throw QueueStore.Invalid(
                "InvalidParameterValue",
                $"Value {outgoing.DelaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900."
            );
        if (queue.IsFifo)
            CheckFifo(queue, outgoing);
        else if (outgoing.Deduplication is not null)
            throw QueueStore.Invalid(
                "InvalidParameterValue",
                $"Value {outgoing.Deduplication} for parameter MessageDeduplicationId is invalid. Reason: The request includes a "
                    + $"parameter that is not valid for this queue type."
            );
        var deduplication =
            outgoing.Deduplication
            ?? (queue.DeduplicatesByContent ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(outgoing.Body))) : null);
        return queues.Send(
            queue,
            outgoing.Body,
            call.Caller.UserId,
            outgoing.Attributes?.ToImmutableSortedDictionary(),
            outgoing.DelaySeconds,
            outgoing.Group,
            deduplication,
            outgoing.SystemAttributes?.GetValueOrDefault("AWSTraceHeader")?.StringValue ?? call.Trace
        );
    }

    public static string Sequence(Message message) => message.State.Sequence.ToString("D20", CultureInfo.InvariantCulture);

    public static void CheckVisibility(int seconds)
    {
        if (seconds is < 0 or > LongestVisibility)
            throw WrongVisibility(seconds);
    }

    public static AwsException WrongVisibility(int seconds) =>
        QueueStore.Invalid(
            "InvalidParameterValue",
            $"Value {seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 "
                + $"and {LongestVisibility}."
        );

    static void CheckFifo(Queue queue, Outgoing outgoing)
    {
        if (outgoing.Group is null)
            throw QueueStore.Invalid("MissingParameter", "The request must contain the parameter MessageGroupId.");
        if (outgoing.Deduplication is null && !queue.DeduplicatesByContent)
            throw QueueStore.Invalid(
                "InvalidParameterValue",
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
            );
        if (outgoing.DelaySeconds is not null)
            throw QueueStore.Invalid(
                "InvalidParameterValue",
                $"Value {outgoing.DelaySeconds} for parameter DelaySeconds is invalid. Reason: The request include parameter that is "
                    + $"not valid for this queue type."
            );
    }
}

/// <summary>A failed entry of a batch.</summary>
sealed record BatchFailure(string Id, bool SenderFault, string Code, string Message)
{
    public static BatchFailure Of(string id, AwsException exception) =>
        new(id, exception.Status < 500, exception.QueryCode ?? exception.Code, exception.Message);

    public static void Check(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        if (all.Count == 0)
            throw QueueStore.Invalid("EmptyBatchRequest", "There should be at least one SendMessageBatchRequestEntry in the request.");
        if (all.Count > 10)
            throw QueueStore.Invalid(
                "TooManyEntriesInBatchRequest",
                $"Maximum number of entries per request are 10. You have sent {all.Count}."
            );
        if (all.Distinct().Count() != all.Count)
            throw QueueStore.Invalid(
                "BatchEntryIdsNotDistinct",
                $"Id {all.GroupBy(id => id).First(group => group.Count() > 1).Key} repeated."
            );
    }
}
