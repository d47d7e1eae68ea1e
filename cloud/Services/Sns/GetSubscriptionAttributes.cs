using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Sns;

sealed class GetSubscriptionAttributes(TopicStore topics, CloudSettings settings)
    : IOperation<GetSubscriptionAttributes.Input, GetSubscriptionAttributes.Output>
{
    public sealed record Input(string SubscriptionArn);

    public sealed record Output(IReadOnlyDictionary<string, string> Attributes);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.NeedsOfSubscription(input.SubscriptionArn);

    public Output Run(Input input, Call call) =>
        new(TopicAttributes.Show(topics.Subscription(input.SubscriptionArn), topics, settings.Account, call.Caller.Arn));
}
