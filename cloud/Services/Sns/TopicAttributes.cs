using System.Collections.Immutable;
using System.Globalization;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Sns;

/// <summary>The attributes of topics and subscriptions: which can be set, and which are returned.</summary>
static class TopicAttributes
{
    const string Deduplication = "ContentBasedDeduplication";

    static readonly HashSet<string> OfTopics =
    [
        "DeliveryPolicy",
        "DisplayName",
        "Policy",
        "TracingConfig",
        "KmsMasterKeyId",
        "SignatureVersion",
        "FifoTopic",
        Deduplication,
        "ArchivePolicy",
        "FifoThroughputScope",
        "HTTPSuccessFeedbackRoleArn",
        "HTTPSuccessFeedbackSampleRate",
        "HTTPFailureFeedbackRoleArn",
        "SQSSuccessFeedbackRoleArn",
        "SQSSuccessFeedbackSampleRate",
        "SQSFailureFeedbackRoleArn",
        "LambdaSuccessFeedbackRoleArn",
        "LambdaSuccessFeedbackSampleRate",
        "LambdaFailureFeedbackRoleArn",
        "ApplicationSuccessFeedbackRoleArn",
        "ApplicationSuccessFeedbackSampleRate",
        "ApplicationFailureFeedbackRoleArn",
        "FirehoseSuccessFeedbackRoleArn",
        "FirehoseSuccessFeedbackSampleRate",
        "FirehoseFailureFeedbackRoleArn",
    ];

    public static void CheckTopic(string name, string value)
    {
        if (!OfTopics.Contains(name))
            throw SnsService.Invalid("AttributeName");
        if (name == "Policy" && value.Length > 0)
            Policies.Check(value, "InvalidParameter");
    }

    public static IReadOnlyDictionary<string, string> Show(Topic topic, TopicStore store, string account)
    {
        var subscriptions = store.SubscriptionsOf(topic.Name).ToList();
        string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        var shown = topic.Attributes.Remove("DeliveryPolicy");
        // FifoTopic=false can be given, and is not kept.
        shown = topic.IsFifo ? shown.SetItem(Deduplication, topic.DeduplicatesByContent ? "true" : "false") : shown.Remove("FifoTopic");
        if (DeliveryPolicy.Shown(topic.Attributes.GetValueOrDefault("DeliveryPolicy")) is { } policy)
            shown = shown.SetItem("DeliveryPolicy", policy);
        return shown.SetItems(
            new Dictionary<string, string>
            {
                ["TopicArn"] = store.ArnOf(topic.Name),
                ["Owner"] = account,
                ["DisplayName"] = topic.Attributes.GetValueOrDefault("DisplayName") ?? "",
                ["Policy"] = store.PolicyOf(topic),
                ["SubscriptionsConfirmed"] = Number(subscriptions.Count(subscription => subscription.Token is null)),
                ["SubscriptionsPending"] = Number(subscriptions.Count(subscription => subscription.Token is not null)),
                ["SubscriptionsDeleted"] = "0",
                ["EffectiveDeliveryPolicy"] = DeliveryPolicy.Effective(topic.Attributes.GetValueOrDefault("DeliveryPolicy")),
            }
        );
    }

    public static IReadOnlyDictionary<string, string> Show(Subscription subscription, TopicStore store, string account, string principal)
    {
        var shown = subscription.Attributes.SetItems(
            new Dictionary<string, string>
            {
                ["SubscriptionArn"] = subscription.Arn,
                ["TopicArn"] = store.ArnOf(subscription.Topic),
                ["Protocol"] = subscription.Protocol,
                ["Endpoint"] = subscription.Endpoint,
                ["Owner"] = account,
                ["SubscriptionPrincipal"] = principal,
                ["ConfirmationWasAuthenticated"] = subscription is { Token: null, IsConfirmedUnsigned: false } ? "true" : "false",
                ["PendingConfirmation"] = subscription.Token is null ? "false" : "true",
                ["RawMessageDelivery"] = subscription.IsRaw ? "true" : "false",
            }
        );
        if (subscription.FilterPolicy is null)
            return shown.Remove("FilterPolicyScope");
        return shown.ContainsKey("FilterPolicyScope") ? shown : shown.SetItem("FilterPolicyScope", "MessageAttributes");
    }

    public static ImmutableSortedDictionary<string, string> With(
        this ImmutableSortedDictionary<string, string> attributes,
        string name,
        string? value
    ) => string.IsNullOrEmpty(value) ? attributes.Remove(name) : attributes.SetItem(name, value);
}
