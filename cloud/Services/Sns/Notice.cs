using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;
using Classroom.Languages;

namespace Classroom.Cloud.Sns;

/// <summary>A published message, as it is delivered to a subscription.</summary>
sealed record Notice(
    string Id,
    string Topic,
    string Subscription,
    string Message,
    string? Subject,
    IReadOnlyDictionary<string, MessageAttribute> Attributes,
    DateTimeOffset Published
)
{
    public string? Structure { get; init; }

    public string? Group { get; init; }

    public string? Deduplication { get; init; }

    /// <summary>The trace header of the request that published the message.</summary>
    public string? Trace { get; init; }

    /// <summary>The text for a protocol. With the message structure json, each protocol may have its own text.</summary>
    public string TextFor(string protocol) =>
        Structure == "json" && BoundedJson.TryParse(Message) is JsonObject texts
            ? texts[protocol].AsText() ?? texts["default"].AsText() ?? ""
            : Message;

    public bool Matches(Subscription subscription)
    {
        if (subscription.FilterPolicy is not { } policy)
            return true;
        var pattern = FilterPolicy.Parse(policy);
        if (subscription.FiltersBody)
            return BoundedJson.TryParse(Message) is { } body && pattern.Matches(body);
        return pattern.Matches(
            new JsonObject(Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, ValueOf(attribute.Value))))
        );
    }

    /// <summary>The JSON envelope for queues and HTTP endpoints.</summary>
    public JsonObject Envelope(string topicArn, Subscription subscription, string endpoint)
    {
        var envelope = Core(topicArn, subscription, endpoint, "Url");
        if (Subject is null)
            envelope.Remove(nameof(Subject));
        return Renamed(envelope);
    }

    /// <summary>The record for functions.</summary>
    public JsonObject Core(string topicArn, Subscription subscription, string endpoint, string url = "Url")
    {
        var made = new JsonObject
        {
            ["Type"] = "Notification",
            ["MessageId"] = Id,
            ["TopicArn"] = topicArn,
            [nameof(Subject)] = Subject,
            [nameof(Message)] = TextFor(subscription.Protocol),
            ["Timestamp"] = Published.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["SignatureVersion"] = "1",
            // Only AWS can make a valid signature. The members exist for clients that read them.
            ["Signature"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"unsigned {Id}")),
            [$"SigningCert{url}"] = $"{endpoint}/_classroom/SimpleNotificationService.pem",
            [$"Unsubscribe{url}"] = $"{endpoint}/?Action=Unsubscribe&SubscriptionArn={subscription.Arn}",
        };
        var attributes = new JsonObject(
            Attributes.Select(attribute =>
                KeyValuePair.Create<string, JsonNode?>(
                    attribute.Key,
                    new JsonObject
                    {
                        ["Type"] = attribute.Value.DataType,
                        ["Value"] = attribute.Value.BinaryValue is { } bytes ? Convert.ToBase64String(bytes) : attribute.Value.StringValue,
                    }
                )
            )
        );
        if (attributes.Count > 0 || subscription.Protocol == "lambda")
            made["MessageAttributes"] = attributes;
        return made;
    }

    static JsonObject Renamed(JsonObject envelope) =>
        new(
            envelope.Select(member =>
                KeyValuePair.Create(
                    member
                        .Key.Replace("CertUrl", "CertURL", StringComparison.Ordinal)
                        .Replace("UnsubscribeUrl", "UnsubscribeURL", StringComparison.Ordinal),
                    member.Value?.DeepClone()
                )
            )
        );

    static JsonNode? ValueOf(MessageAttribute attribute) =>
        attribute.DataType switch
        {
            "Number" when FiniteNumber.Parse(attribute.StringValue) is { } number => number,
            // A value that is not a JSON array is compared as text.
            "String.Array" => BoundedJson.TryParse(attribute.StringValue ?? "[]") as JsonArray ?? (JsonNode?)attribute.StringValue,
            _ => attribute.StringValue,
        };
}
