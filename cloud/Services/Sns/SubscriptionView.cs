namespace Classroom.Cloud.Sns;

sealed record SubscriptionView(string SubscriptionArn, string Owner, string Protocol, string Endpoint, string TopicArn)
{
    public static SubscriptionView Of(Subscription subscription, TopicStore topics, string account) =>
        new(
            subscription.Token is null ? subscription.Arn : "PendingConfirmation",
            account,
            subscription.Protocol,
            subscription.Endpoint,
            topics.ArnOf(subscription.Topic)
        );
}
