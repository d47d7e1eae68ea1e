using System.Globalization;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

/// <summary>A received message as the API describes it.</summary>
sealed record Received(
    string MessageId,
    string ReceiptHandle,
    string MD5OfBody,
    string Body,
    IReadOnlyDictionary<string, string>? Attributes,
    string? MD5OfMessageAttributes,
    IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes
)
{
    public static Received Of(Message message, ReceiveMessage.Input input)
    {
        var wanted = (input.AttributeNames ?? []).Concat(input.MessageSystemAttributeNames ?? []).ToHashSet();
        var attributes = SystemAttributes(message)
            .Where(attribute => attribute.Value is not null && (wanted.Contains("All") || wanted.Contains(attribute.Key)))
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value!);
        var names = input.MessageAttributeNames ?? [];
        var custom = message.Attributes.Where(attribute => names.Any(name => Wants(name, attribute.Key))).ToDictionary();
        return new(
            message.Id,
            message.State.Receipt!,
            Md5.Of(message.Body),
            message.Body,
            attributes.Count == 0 ? null : attributes,
            custom.Count == 0 ? null : Md5.Of(custom),
            custom.Count == 0 ? null : custom
        );
    }

    static bool Wants(string name, string attribute) =>
        name is "All" or ".*" or "*"
        || name == attribute
        || (name.EndsWith(".*", StringComparison.Ordinal) && attribute.StartsWith(name[..^2], StringComparison.Ordinal));

    static IEnumerable<KeyValuePair<string, string?>> SystemAttributes(Message message)
    {
        static string Time(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        yield return new("SenderId", message.State.SenderId);
        yield return new("SentTimestamp", Time(message.State.Sent));
        yield return new("ApproximateReceiveCount", message.State.Receives.ToString(CultureInfo.InvariantCulture));
        yield return new("ApproximateFirstReceiveTimestamp", Time(message.State.FirstReceived ?? message.State.Sent));
        yield return new("MessageGroupId", message.State.Group);
        yield return new("MessageDeduplicationId", message.State.Deduplication);
        yield return new("SequenceNumber", message.State.IsFifo ? Sending.Sequence(message) : null);
        yield return new("AWSTraceHeader", message.State.TraceHeader);
        yield return new("DeadLetterQueueSourceArn", message.State.DeadLetterSource);
    }
}
