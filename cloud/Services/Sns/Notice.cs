using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;
using Classroom.Languages;

namespace Classroom.Cloud.Sns;

/// <summary>A message that was published, on its way to a subscription.</summary>
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

    /// <summary>The text for a protocol: with MessageStructure json each may have its own.</summary>
    public string TextFor(string protocol) =>
        Structure == "json" && BoundedJson.TryParse(Message) is JsonObject texts
            ? texts[protocol].AsText() ?? texts["default"].AsText() ?? ""
            : Message;

    public bool Meets(Subscription subscription)
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

    /// <summary>The envelope that queues and web addresses get.</summary>
    public JsonObject Envelope(string topicArn, Subscription subscription, string endpoint)
    {
        var envelope = Core(topicArn, subscription, endpoint, "Url");
        if (Subject is null)
            envelope.Remove(nameof(Subject));
        return Renamed(envelope);
    }

    /// <summary>The record that functions get.</summary>
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
            // Nobody but AWS can sign as AWS does; the members are there for those who read them.
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
            // What is not an array is compared as the text that it is.
            "String.Array" => BoundedJson.TryParse(attribute.StringValue ?? "[]") as JsonArray ?? (JsonNode?)attribute.StringValue,
            _ => attribute.StringValue,
        };
}
