using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class SetSubscriptionAttributes(TopicStore topics) : IOperation<SetSubscriptionAttributes.Input, Nothing>
{
    public sealed record Input(string SubscriptionArn, string AttributeName, string? AttributeValue = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.NeedsOfSubscription(input.SubscriptionArn);

    public Nothing Run(Input input, Call call)
    {
        var subscription = topics.Subscription(input.SubscriptionArn);
        TopicAttributes.CheckSubscription(input.AttributeName, input.AttributeValue ?? "");
        topics.Subscriptions.Put(
            subscription.Arn,
            subscription with
            {
                Attributes = subscription.Attributes.With(input.AttributeName, input.AttributeValue),
            }
        );
        return Nothing.Value;
    }
}
