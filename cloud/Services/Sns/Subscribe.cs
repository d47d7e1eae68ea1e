using System.Collections.Immutable;
using System.Security.Cryptography;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Sns;

sealed class Subscribe(TopicStore topics, Deliveries deliveries, BackgroundTasks background) : IOperation<Subscribe.Input, Subscribe.Output>
{
    public sealed record Input(
        string TopicArn,
        string Protocol,
        string? Endpoint = null,
        IReadOnlyDictionary<string, string>? Attributes = null,
        bool ReturnSubscriptionArn = false
    );

    public sealed record Output(string SubscriptionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        topics.Needs(input.TopicArn).Select(need => need.With("sns:Protocol", input.Protocol).With("sns:Endpoint", input.Endpoint));

    public Output Run(Input input, Call call)
    {
        var topic = topics.Find(input.TopicArn);
        var given = input.Attributes ?? new Dictionary<string, string>();
        var scope = given.GetValueOrDefault("FilterPolicyScope");
        foreach (var (name, value) in given)
            SubscriptionAttributes.Check(name, value, scope, isNew: true);
        SubscriptionAttributes.CheckDeadLetters(given.GetValueOrDefault("RedrivePolicy"), topic, input.Endpoint);
        Endpoints.Check(input.Protocol, input.Endpoint, topic.IsFifo);
        var attributes = given
            .Where(attribute => attribute.Value.Length > 0)
            .ToImmutableSortedDictionary(
                attribute => attribute.Key,
                attribute => SubscriptionAttributes.Kept(attribute.Key, attribute.Value),
                StringComparer.Ordinal
            );
        if (
            topics
                .SubscriptionsOf(topic.Name)
                .FirstOrDefault(known => known.Protocol == input.Protocol && known.Endpoint == input.Endpoint) is
            { } known
        )
        {
            if (input.Attributes is { Count: > 0 } && !attributes.SequenceEqual(known.Attributes))
                throw SnsService.Invalid("Attributes Reason: Subscription already exists with different attributes");
            return new(known.Token is null || input.ReturnSubscriptionArn ? known.Arn : "pending confirmation");
        }
        // Queues and functions of the account need no confirmation; HTTP endpoints do.
        var token = input.Protocol is "sqs" or "lambda" ? null : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(64));
        var subscription = new Subscription($"{topics.ArnOf(topic.Name)}:{call.RequestId}", topic.Name, input.Protocol, input.Endpoint!)
        {
            Attributes = attributes,
            Token = token,
        };
        topics.Subscriptions.Put(subscription.Arn, subscription);
        if (input.Protocol is "http" or "https")
            background.Run("subscription confirmations", () => deliveries.AskAsync(subscription, call.Now));
        return new(token is null || input.ReturnSubscriptionArn ? subscription.Arn : "pending confirmation");
    }
}
