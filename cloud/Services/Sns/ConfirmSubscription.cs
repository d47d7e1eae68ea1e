using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class ConfirmSubscription(TopicStore topics) : IOperation<ConfirmSubscription.Input, ConfirmSubscription.Output>
{
    const int ShortestToken = 128;

    public sealed record Input(string TopicArn, string Token, string? AuthenticateOnUnsubscribe = null);

    public sealed record Output(string SubscriptionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        Permission.NotNeeded("the token proves that the caller receives the messages of the endpoint");

    public Output Run(Input input, Call call)
    {
        SnsService.CheckArn(input.TopicArn, nameof(input.TopicArn));
        if (input.Token.Length < ShortestToken)
            throw new AwsException("InvalidParameter", "Invalid token");
        var subscription =
            topics
                .SubscriptionsOf(input.TopicArn[(input.TopicArn.LastIndexOf(':') + 1)..])
                .FirstOrDefault(known => known.Token == input.Token)
            ?? throw SnsService.Invalid("Token");
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
