using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
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
static partial class Sending
{
    public const int LongestVisibility = 43_200;
    public const int LargestBatch = 1_048_576;

    /// <param name="isBatch">Whether the message is an entry of a batch, for which AWS words one error differently.</param>
    public static Message Send(QueueStore queues, Queue queue, Outgoing outgoing, Call call, bool isBatch = false)
    {
        if (outgoing.Body.Length == 0)
            throw SqsErrors.Missing("MessageBody");
        if (SizeOf(outgoing.Body, outgoing.Attributes) > queue.LargestMessage)
            throw SqsErrors.InvalidValue(
                $"One or more parameters {(isBatch ? "cannot be validated" : "are invalid")}. Reason: Message must be shorter than "
                    + $"{queue.LargestMessage} bytes."
            );
        MessageTexts.CheckBody(outgoing.Body);
        MessageTexts.CheckAttributes(outgoing.Attributes);
        if (outgoing.DelaySeconds is < 0 or > 900)
            throw SqsErrors.InvalidValue(outgoing.DelaySeconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        CheckId(outgoing.Group, "MessageGroupId");
        CheckId(outgoing.Deduplication, "MessageDeduplicationId");
        if (queue.IsFifo)
            CheckFifo(queue, outgoing);
        else if (outgoing.Deduplication is not null)
            throw SqsErrors.InvalidValue(
                outgoing.Deduplication,
                "MessageDeduplicationId",
                "The request includes a parameter that is not valid for this queue type."
            );
        var deduplication =
            outgoing.Deduplication
            ?? (queue.DeduplicatesByContent ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(outgoing.Body))) : null);
        return queues.Send(
            queue,
            outgoing.Body,
            call.Caller.UserId,
            outgoing.Attributes?.ToImmutableSortedDictionary(),
            // A FIFO queue accepts only 0, which stands for the delay of the queue.
            queue.IsFifo
                ? null
                : outgoing.DelaySeconds,
            outgoing.Group,
            deduplication,
            outgoing.SystemAttributes?.GetValueOrDefault("AWSTraceHeader")?.StringValue ?? call.Trace
        );
    }

    /// <summary>The size of a message as SQS counts it: the body, and names, types and values of the attributes.</summary>
    public static int SizeOf(string body, IReadOnlyDictionary<string, MessageAttribute>? attributes) =>
        Encoding.UTF8.GetByteCount(body)
        + (attributes ?? new Dictionary<string, MessageAttribute>()).Sum(attribute =>
            Encoding.UTF8.GetByteCount($"{attribute.Key}{attribute.Value.DataType}{attribute.Value.StringValue}")
            + (attribute.Value.BinaryValue?.Length ?? 0)
        );

    public static string Sequence(Message message) => message.State.Sequence.ToString("D20", CultureInfo.InvariantCulture);

    public static void CheckVisibility(int seconds)
    {
        if (seconds is < 0 or > LongestVisibility)
            throw SqsErrors.InvalidValue(
                seconds,
                "VisibilityTimeout",
                $"VisibilityTimeout must be an integer between 0 and {LongestVisibility}."
            );
    }

    public static AwsException NoDeduplication() =>
        SqsErrors.InvalidValue(
            "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
        );

    static void CheckId(string? id, string parameter)
    {
        if (id is not null && !Ids().IsMatch(id))
            throw SqsErrors.InvalidValue(
                id,
                parameter,
                $"{parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length."
            );
    }

    static void CheckFifo(Queue queue, Outgoing outgoing)
    {
        if (outgoing.Group is null)
            throw SqsErrors.Missing("MessageGroupId");
        if (outgoing.Deduplication is null && !queue.DeduplicatesByContent)
            throw NoDeduplication();
        if (outgoing.DelaySeconds > 0)
            throw SqsErrors.InvalidValue(
                outgoing.DelaySeconds,
                "DelaySeconds",
                "The request include parameter that is not valid for this queue type."
            );
    }

    [GeneratedRegex("^[!-~]{1,128}$")]
    private static partial Regex Ids();
}
