using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class DeleteTopic(TopicStore topics) : IOperation<DeleteTopic.Input, Nothing>
{
    public sealed record Input(string TopicArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Nothing Run(Input input, Call call)
    {
        // IAM has allowed this ARN to the caller: no other text before a name may lead to the topic of that name.
        if (input.TopicArn.Split(':') is not ["arn", "aws", "sns", _, _, var name])
            throw SnsService.Invalid("TopicArn Reason: An ARN must have at least 6 elements");
        // Deleting a topic that does not exist succeeds.
        if (topics.Topics.Find(name) is not { } topic)
            return Nothing.Value;
        foreach (var subscription in topics.SubscriptionsOf(topic.Name).ToList())
            topics.Subscriptions.Remove(subscription.Arn);
        topics.Topics.Remove(topic.Name);
        return Nothing.Value;
    }
}
