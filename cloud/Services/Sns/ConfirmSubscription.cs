using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class ConfirmSubscription(TopicStore topics) : IOperation<ConfirmSubscription.Input, ConfirmSubscription.Output>
{
    public sealed record Input(string TopicArn, string Token, string? AuthenticateOnUnsubscribe = null);

    public sealed record Output(string SubscriptionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        Permission.NotNeeded("the token proves that the caller receives the messages of the endpoint");

    public Output Run(Input input, Call call)
    {
        var topic = topics.Find(input.TopicArn);
        var subscription =
            topics.SubscriptionsOf(topic.Name).FirstOrDefault(known => known.Token == input.Token) ?? throw SnsService.Invalid("Token");
        topics.Subscriptions.Put(
            subscription.Arn,
            subscription with
            {
                Token = null,
                IsConfirmedUnsigned = call.Caller.Principal.Kind == PrincipalKind.Anonymous && input.AuthenticateOnUnsubscribe != "true",
            }
        );
        return new(subscription.Arn);
    }
}
