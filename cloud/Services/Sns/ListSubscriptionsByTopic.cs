using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Sns;

sealed class ListSubscriptionsByTopic(TopicStore topics, CloudSettings settings)
    : IOperation<ListSubscriptionsByTopic.Input, ListSubscriptionsByTopic.Output>
{
    public sealed record Input(string TopicArn, string? NextToken = null);

    public sealed record Output(IReadOnlyList<SubscriptionView> Subscriptions, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(
            topics.SubscriptionsOf(topics.Find(input.TopicArn).Name),
            input.NextToken,
            null,
            100,
            "InvalidParameter"
        );
        return new([.. page.Select(subscription => SubscriptionView.Of(subscription, topics, settings.Account))], next);
    }
}
