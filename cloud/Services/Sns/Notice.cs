using System.Globalization;
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

    /// <summary>The sequence number of a message of a FIFO topic.</summary>
    public string? Sequence { get; init; }

    /// <summary>The attribute SignatureVersion of the topic. Messages of FIFO topics are not signed.</summary>
    public string SignatureVersion { get; init; } = "1";

    /// <summary>The trace header of the request that published the message.</summary>
    public string? Trace { get; init; }

    /// <summary>The text for a protocol. With the message structure json, each protocol may have its own text.</summary>
    public string TextFor(string protocol) =>
        Structure == "json" && BoundedJson.TryParse(Message) is JsonObject texts
            ? texts[protocol].AsText() ?? texts["default"].AsText() ?? Message
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
    public JsonObject Envelope(string topicArn, Subscription subscription, string endpoint, Signing signing) =>
        Sealed(Core(topicArn, subscription), subscription, endpoint, signing, "URL");

    /// <summary>The record for functions, which has a subject always and names addresses otherwise.</summary>
    public JsonObject Record(string topicArn, Subscription subscription, string endpoint, Signing signing)
    {
        var core = Core(topicArn, subscription);
        core.TryAdd(nameof(Subject), null);
        var record = Sealed(core, subscription, endpoint, signing, "Url");
        record.TryAdd("MessageAttributes", new JsonObject());
        // As recorded on AWS: functions are told version 1 also where the hash is that of version 2.
        if (record.ContainsKey(nameof(SignatureVersion)))
            record[nameof(SignatureVersion)] = "1";
        return record;
    }

    /// <summary>The request to confirm a subscription.</summary>
    public JsonObject Confirmation(string topicArn, Subscription subscription, string url, Signing signing)
    {
        var core = Core(topicArn, subscription);
        core["Type"] = "SubscriptionConfirmation";
        core["Token"] = subscription.Token;
        core["SubscribeURL"] = url;
        return Signed(core, signing, "URL");
    }

    JsonObject Core(string topicArn, Subscription subscription)
    {
        var core = new JsonObject { ["Type"] = "Notification", ["MessageId"] = Id };
        if (Sequence is not null)
            core["SequenceNumber"] = Sequence;
        core["TopicArn"] = topicArn;
        if (Subject is not null)
            core[nameof(Subject)] = Subject;
        core[nameof(Message)] = TextFor(subscription.Protocol);
        core["Timestamp"] = Published.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return core;
    }

    JsonObject Sealed(JsonObject core, Subscription subscription, string endpoint, Signing signing, string url)
    {
        var made = Sequence is null ? Signed(core, signing, url) : core;
        made[$"Unsubscribe{url}"] = $"{endpoint}/?Action=Unsubscribe&SubscriptionArn={subscription.Arn}";
        if (Attributes.Count > 0)
            made["MessageAttributes"] = new JsonObject(Attributes.Select(Shown));
        return made;
    }

    JsonObject Signed(JsonObject core, Signing signing, string url)
    {
        var signature = signing.Sign(core, SignatureVersion);
        core[nameof(SignatureVersion)] = SignatureVersion;
        core["Signature"] = signature;
        core[$"SigningCert{url}"] = signing.CertificateUrl;
        return core;
    }

    static KeyValuePair<string, JsonNode?> Shown(KeyValuePair<string, MessageAttribute> attribute) =>
        new(
            attribute.Key,
            new JsonObject
            {
                ["Type"] = attribute.Value.DataType,
                ["Value"] = attribute.Value.BinaryValue is { } bytes ? Convert.ToBase64String(bytes) : attribute.Value.StringValue,
            }
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
