using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Runtime;
using Classroom.Languages;

namespace Classroom.Cloud.Sns;

/// <summary>A message in a request to publish.</summary>
sealed record Publication(
    string Message,
    string? Subject = null,
    string? MessageStructure = null,
    IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes = null,
    string? MessageGroupId = null,
    string? MessageDeduplicationId = null
);

/// <summary>Publishes messages, one or several in a request.</summary>
sealed class Publishing(TopicStore topics, PublishedMessages published, Deliveries deliveries, IMetrics metrics, RequestIds ids)
{
    public const int LargestMessage = 262_144;

    public (string Id, string? Sequence) Publish(Topic topic, Publication message, Call call)
    {
        Check(topic, message);
        var deduplication =
            message.MessageDeduplicationId
            ?? (topic.DeduplicatesByContent ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Message))) : null);
        if (topic.IsFifo && published.Find(topic.Name, deduplication!, call.Now) is { } before)
            return (before.Id, before.Sequence);
        var (id, sequence) = (ids.Next(), topic.IsFifo ? published.NextSequence(call.Now) : null);
        if (sequence is not null)
            published.Add(topic.Name, deduplication!, id, sequence, call.Now);
        var notice = new Notice(
            id,
            topic.Name,
            "",
            message.Message,
            message.Subject,
            message.MessageAttributes ?? new Dictionary<string, MessageAttribute>(),
            call.Now
        )
        {
            Structure = message.MessageStructure,
            Group = message.MessageGroupId,
            Deduplication = deduplication,
            Sequence = sequence,
            SignatureVersion = topics.SignatureVersionOf(topic.Name),
            Trace = call.Trace,
        };
        foreach (
            var subscription in topics
                .SubscriptionsOf(topic.Name)
                .Where(subscription => subscription.Token is null && notice.Matches(subscription))
                .ToList()
        )
            deliveries.Send(notice, subscription);
        metrics.Count("AWS/SNS", "NumberOfMessagesPublished", 1, ("TopicName", topic.Name));
        return (id, sequence);
    }

    /// <summary>The size of a message as SNS counts it: the text, and names, types and values of the attributes.</summary>
    public static int SizeOf(string message, IReadOnlyDictionary<string, MessageAttribute>? attributes) =>
        Encoding.UTF8.GetByteCount(message)
        + (attributes ?? new Dictionary<string, MessageAttribute>()).Sum(attribute =>
            Encoding.UTF8.GetByteCount($"{attribute.Key}{attribute.Value.DataType}{attribute.Value.StringValue}")
            + (attribute.Value.BinaryValue?.Length ?? 0)
        );

    /// <summary>Refuses a message that AWS refuses, in a batch together with the whole batch.</summary>
    public static void Check(Topic topic, Publication message)
    {
        if (message.Message.Length == 0)
            throw SnsService.Invalid("Empty message");
        if (SizeOf(message.Message, message.MessageAttributes) > LargestMessage)
            throw SnsService.Invalid("Message too long");
        if (message.Subject is { } subject && (subject.Length is 0 or > 100 || subject.Any(char.IsControl)))
            throw SnsService.Invalid("Subject");
        foreach (var (name, attribute) in message.MessageAttributes ?? new Dictionary<string, MessageAttribute>())
            MessageAttributeRules.Check(name, attribute);
        if (message.MessageStructure is not (null or "json"))
            throw SnsService.Invalid("MessageStructure");
        if (message.MessageStructure == "json")
            CheckStructure(message.Message);
        if (topic.IsFifo && message.MessageGroupId is null)
            throw SnsService.Invalid("The MessageGroupId parameter is required for FIFO topics");
        if (topic.IsFifo && message.MessageDeduplicationId is null && !topic.DeduplicatesByContent)
            throw SnsService.Invalid(
                "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
            );
        if (!topic.IsFifo && message.MessageDeduplicationId is not null)
            throw SnsService.Invalid(
                "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type"
            );
    }

    static void CheckStructure(string message)
    {
        if (BoundedJson.TryParse(message) is not JsonObject texts)
            throw SnsService.Invalid("Message Structure - JSON message body failed to parse");
        if (texts["default"].AsText() is null)
            throw SnsService.Invalid("Message Structure - No default entry in JSON message body");
    }
}
