using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class DeleteTopic(TopicStore topics) : IOperation<DeleteTopic.Input, Nothing>
{
    public sealed record Input(string TopicArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Nothing Run(Input input, Call call)
    {
        // Deleting a topic that does not exist succeeds.
        if (topics.Topics.Find(input.TopicArn[(input.TopicArn.LastIndexOf(':') + 1)..]) is not { } topic)
            return Nothing.Value;
        foreach (var subscription in topics.SubscriptionsOf(topic.Name).ToList())
            topics.Subscriptions.Remove(subscription.Arn);
        topics.Topics.Remove(topic.Name);
        return Nothing.Value;
    }
}
