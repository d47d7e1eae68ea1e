using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class SetSubscriptionAttributes(TopicStore topics) : IOperation<SetSubscriptionAttributes.Input, Nothing>
{
    public sealed record Input(string SubscriptionArn, string AttributeName, string? AttributeValue = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.NeedsOfSubscription(input.SubscriptionArn);

    public Nothing Run(Input input, Call call)
    {
        var subscription = topics.Subscription(input.SubscriptionArn);
        var value = input.AttributeValue ?? "";
        SubscriptionAttributes.Check(input.AttributeName, value, subscription.Attributes.GetValueOrDefault("FilterPolicyScope"));
        if (input.AttributeName == "RedrivePolicy")
            SubscriptionAttributes.CheckDeadLetters(value, topics.Topics.Find(subscription.Topic), subscription.Endpoint);
        topics.Subscriptions.Put(
            subscription.Arn,
            subscription with
            {
                Attributes = subscription.Attributes.With(input.AttributeName, SubscriptionAttributes.Kept(input.AttributeName, value)),
            }
        );
        return Nothing.Value;
    }
}
