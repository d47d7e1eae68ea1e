using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Authorization;
using Classroom.Languages;

namespace Classroom.Cloud.Sns;

/// <summary>The attributes of topics and subscriptions: which can be set, and which are returned.</summary>
static class TopicAttributes
{
    static readonly HashSet<string> OfTopics =
    [
        "DeliveryPolicy",
        "DisplayName",
        "Policy",
        "TracingConfig",
        "KmsMasterKeyId",
        "SignatureVersion",
        "FifoTopic",
        "ContentBasedDeduplication",
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

    static readonly HashSet<string> OfSubscriptions =
    [
        "DeliveryPolicy",
        "FilterPolicy",
        "FilterPolicyScope",
        "RawMessageDelivery",
        "RedrivePolicy",
        "SubscriptionRoleArn",
        "ReplayPolicy",
    ];

    public static void CheckTopic(string name, string value)
    {
        if (!OfTopics.Contains(name))
            throw SnsService.Invalid("AttributeName");
        if (name == "Policy" && value.Length > 0)
            Policies.Check(value, "InvalidParameter");
    }

    public static void CheckSubscription(string name, string value)
    {
        if (!OfSubscriptions.Contains(name))
            throw SnsService.Invalid("AttributeName");
        if (name == "FilterPolicyScope" && value is not ("MessageAttributes" or "MessageBody"))
            throw SnsService.Invalid($"FilterPolicyScope: Invalid value [{value}]. Please use either MessageBody or MessageAttributes");
        if (name is "RawMessageDelivery" && value is not ("true" or "false"))
            throw SnsService.Invalid($"Invalid attribute value for RawMessageDelivery: {value}. Valid values are: true and false.");
        if (name is "RedrivePolicy" or "FilterPolicy" && value.Length > 0)
            CheckJson(name, value);
    }

    static void CheckJson(string name, string value)
    {
        try
        {
            var json =
                BoundedJson.Parse(value, LanguageLimits.FilterPolicy) as JsonObject
                ?? throw SnsService.Invalid($"{name}: a JSON object is expected");
            if (name == "RedrivePolicy" && json["deadLetterTargetArn"].AsText() is null)
                throw SnsService.Invalid("RedrivePolicy: deadLetterTargetArn must be a string");
            if (name == "FilterPolicy" && json.Count > 0)
                FilterPolicy.Check(value);
        }
        catch (LanguageException exception)
        {
            throw SnsService.Invalid($"{name}: {exception.Message}");
        }
    }

    public static IReadOnlyDictionary<string, string> Show(Topic topic, TopicStore store, string account)
    {
        var subscriptions = store.SubscriptionsOf(topic.Name).ToList();
        string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        return topic.Attributes.SetItems(
            new Dictionary<string, string>
            {
                ["TopicArn"] = store.ArnOf(topic.Name),
                ["Owner"] = account,
                ["DisplayName"] = topic.Attributes.GetValueOrDefault("DisplayName") ?? "",
                ["Policy"] = store.PolicyOf(topic),
                ["SubscriptionsConfirmed"] = Number(subscriptions.Count(subscription => subscription.Token is null)),
                ["SubscriptionsPending"] = Number(subscriptions.Count(subscription => subscription.Token is not null)),
                ["SubscriptionsDeleted"] = "0",
                ["EffectiveDeliveryPolicy"] =
                    """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""",
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
        return subscription.FilterPolicy is not null && !shown.ContainsKey("FilterPolicyScope")
            ? shown.SetItem("FilterPolicyScope", "MessageAttributes")
            : shown;
    }

    public static ImmutableSortedDictionary<string, string> With(
        this ImmutableSortedDictionary<string, string> attributes,
        string name,
        string? value
    ) => string.IsNullOrEmpty(value) ? attributes.Remove(name) : attributes.SetItem(name, value);
}
