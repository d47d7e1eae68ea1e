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
sealed class Publishing(TopicStore topics, Deliveries deliveries, IMetrics metrics, RequestIds ids)
{
    const int LargestMessage = 262_144;

    public (string Id, string? Sequence) Publish(Topic topic, Publication message, Call call)
    {
        Check(topic, message);
        var deduplication =
            message.MessageDeduplicationId
            ?? (topic.DeduplicatesByContent ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Message))) : null);
        var notice = new Notice(
            ids.Next(),
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
        return (notice.Id, topic.IsFifo ? $"{call.Now.ToUnixTimeMilliseconds():D17}000" : null);
    }

    static void Check(Topic topic, Publication message)
    {
        if (message.Message.Length == 0)
            throw SnsService.Invalid("Empty message");
        if (Encoding.UTF8.GetByteCount(message.Message) > LargestMessage)
            throw SnsService.Invalid("Message too long");
        if (message.Subject is { } subject && (subject.Length is 0 or > 100 || subject.Any(char.IsControl)))
            throw SnsService.Invalid("Subject");
        foreach (var (name, attribute) in message.MessageAttributes ?? new Dictionary<string, MessageAttribute>())
        {
            if (
                attribute.DataType is not ("String" or "String.Array" or "Number" or "Binary")
                && !attribute.DataType.StartsWith("String.", StringComparison.Ordinal)
            )
                throw new AwsException(
                    "ParameterValueInvalid",
                    $"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is "
                        + $"Binary, Number, and String."
                );
            if (attribute is { StringValue: null or "", BinaryValue: null })
                throw new AwsException(
                    "ParameterValueInvalid",
                    $"The message attribute '{name}' must contain non-empty message attribute value for message attribute type "
                        + $"'{attribute.DataType}'."
                );
        }
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
