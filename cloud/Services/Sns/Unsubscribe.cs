using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class Unsubscribe(TopicStore topics) : IOperation<Unsubscribe.Input, Nothing>
{
    public sealed record Input(string SubscriptionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        topics.Subscriptions.Find(input.SubscriptionArn) is { IsConfirmedUnsigned: true }
            ? Permission.NotNeeded("a subscription that was confirmed without a signature is removed without one")
            : topics
                .Needs(input.SubscriptionArn[..Math.Max(0, input.SubscriptionArn.LastIndexOf(':'))])
                .Select(need => need with { ResourcePolicy = null });

    public Nothing Run(Input input, Call call)
    {
        if (input.SubscriptionArn.Length == 0)
            throw SnsService.Invalid("SubscriptionArn Reason: no value for required parameter");
        SnsService.CheckArn(input.SubscriptionArn, nameof(input.SubscriptionArn));
        if (input.SubscriptionArn.Split(':') is not ["arn", "aws", "sns", _, _, _, _])
            throw SnsService.Invalid("SubscriptionId");
        topics.Subscriptions.Remove(input.SubscriptionArn);
        return Nothing.Value;
    }
}
