using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Storage;

namespace Classroom.Cloud.Sns;

sealed record Topic(string Name, DateTimeOffset Created)
{
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Api.Tags.None;

    public bool IsFifo => Name.EndsWith(".fifo", StringComparison.Ordinal);

    public bool DeduplicatesByContent => Attributes.GetValueOrDefault("ContentBasedDeduplication") == "true";
}

sealed record Subscription(string Arn, string Topic, string Protocol, string Endpoint)
{
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The token with which the endpoint confirms the subscription; null after the confirmation.</summary>
    public string? Token { get; init; }

    /// <summary>Whether the subscription was confirmed by an unsigned link; then an unsigned link can delete it too.</summary>
    public bool IsConfirmedUnsigned { get; init; }

    public bool IsRaw => Attributes.GetValueOrDefault("RawMessageDelivery") == "true";

    public string? FilterPolicy =>
        Attributes.GetValueOrDefault("FilterPolicy") is { } policy && policy.Any(char.IsLetterOrDigit) ? policy : null;

    public bool FiltersBody => Attributes.GetValueOrDefault("FilterPolicyScope") == "MessageBody";

    public string? DeadLetters =>
        Attributes.GetValueOrDefault("RedrivePolicy") is { Length: > 2 } policy
            ? (BoundedJson.TryParse(policy) as JsonObject)?["deadLetterTargetArn"].AsText()
            : null;
}

/// <summary>Stores topics and subscriptions.</summary>
sealed class TopicStore(Database database, CloudSettings settings) : IStore, ITagSource
{
    public Table<Topic> Topics { get; } = new(database, "sns.topics");

    public Table<Subscription> Subscriptions { get; } = new(database, "sns.subscriptions");

    public string ArnOf(string name) => settings.Arn("sns", name);

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Topics.All.Select(topic => (ArnOf(topic.Name), (IEnumerable<KeyValuePair<string, string>>)topic.Tags));

    public Topic Find(string arn)
    {
        SnsService.CheckArn(arn, "TopicArn");
        if (arn.Split(':') is not ["arn", "aws", "sns", var region, _, var name] || region != settings.Region)
            throw SnsService.Invalid("TopicArn");
        return Topics.Find(name) ?? throw SnsService.NotFound("Topic");
    }

    public string SignatureVersionOf(string topic) =>
        Topics.Find(topic)?.Attributes.GetValueOrDefault("SignatureVersion") is { Length: > 0 } version ? version : "1";

    /// <summary>The topic of an operation on tags, which have an error of their own for a topic that is not there.</summary>
    public Topic FindTagged(string arn) =>
        arn == ArnOf(arn[(arn.LastIndexOf(':') + 1)..]) && Topics.Find(arn[(arn.LastIndexOf(':') + 1)..]) is { } topic
            ? topic
            : throw new AwsException("ResourceNotFound", "Resource does not exist", 404);

    public Subscription Subscription(string arn) => Subscriptions.Find(arn) ?? throw SnsService.NotFound("Subscription");

    public IEnumerable<Subscription> SubscriptionsOf(string topic) => Subscriptions.Below($"{ArnOf(topic)}:");

    public string PolicyOf(Topic topic) =>
        topic.Attributes.GetValueOrDefault("Policy") is { Length: > 0 } policy ? policy : DefaultPolicy(topic);

    /// <summary>The permission for an operation on a topic, with the resource policy of the topic.</summary>
    public IEnumerable<Permission> Needs(string arn)
    {
        var topic = Topics.Find(arn[(arn.LastIndexOf(':') + 1)..]);
        return [new Permission(arn) { ResourcePolicy = topic is null ? null : Policies.Parse(PolicyOf(topic)) }];
    }

    public IEnumerable<Permission> NeedsOfSubscription(string arn) => Needs(ArnOf(Subscription(arn).Topic));

    /// <summary>The default policy of a topic: services of the account may use it.</summary>
    string DefaultPolicy(Topic topic) =>
        new JsonObject
        {
            ["Version"] = "2008-10-17",
            ["Id"] = "__default_policy_ID",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Sid"] = "__default_statement_ID",
                    ["Effect"] = "Allow",
                    ["Principal"] = new JsonObject { ["AWS"] = "*" },
                    ["Action"] = new JsonArray(
                        "SNS:GetTopicAttributes",
                        "SNS:SetTopicAttributes",
                        "SNS:AddPermission",
                        "SNS:RemovePermission",
                        "SNS:DeleteTopic",
                        "SNS:Subscribe",
                        "SNS:ListSubscriptionsByTopic",
                        "SNS:Publish"
                    ),
                    ["Resource"] = ArnOf(topic.Name),
                    ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["AWS:SourceOwner"] = settings.Account } },
                }
            ),
        }.ToJsonString();
}
