using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Sns;

sealed class ListSubscriptions(TopicStore topics, CloudSettings settings) : IOperation<ListSubscriptions.Input, ListSubscriptions.Output>
{
    public sealed record Input(string? NextToken = null);

    public sealed record Output(IReadOnlyList<SubscriptionView> Subscriptions, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(topics.Subscriptions.All, input.NextToken, null, 100, "InvalidParameter");
        return new([.. page.Select(subscription => SubscriptionView.Of(subscription, topics, settings.Account))], next);
    }
}
