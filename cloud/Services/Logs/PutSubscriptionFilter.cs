using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Logs;

sealed class PutSubscriptionFilter(LogStore logs, CloudSettings settings) : IOperation<PutSubscriptionFilter.Input, Nothing>
{
    public sealed record Input(
        string LogGroupName,
        string FilterName,
        string FilterPattern,
        string DestinationArn,
        string? RoleArn = null,
        string? Distribution = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    void CheckDestination(Input input)
    {
        var parts = input.DestinationArn.Split(':');
        if (parts is ["arn", _, "kinesis", ..] && input.RoleArn is null)
            throw new AwsException("InvalidParameterException", "destinationArn for vendor kinesis cannot be used without roleArn");
        if (parts is ["arn", _, "lambda", _, var account, ..] && account != settings.Account)
            throw new AwsException(
                "AccessDeniedException",
                "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda "
                    + "triggers."
            );
    }

    public Nothing Run(Input input, Call call)
    {
        CheckDestination(input);
        var group = logs.Group(input.LogGroupName);
        Languages.LogPatterns.FilterPattern.Parse(input.FilterPattern);
        if (!input.DestinationArn.StartsWith("arn:aws:lambda:", StringComparison.Ordinal))
            throw new AwsException(
                "InvalidParameterException",
                $"The embedded cloud delivers log events to Lambda functions only; {input.DestinationArn} is not a function"
            );
        var key = LogStore.StreamKey(group.Name, input.FilterName);
        if (!logs.Subscriptions.Has(key) && logs.Subscriptions.Below(LogStore.StreamKey(group.Name, "")).Count() >= 2)
            throw new AwsException("LimitExceededException", "Resource limit exceeded.");
        logs.Subscriptions.Put(
            key,
            new(
                group.Name,
                input.FilterName,
                input.FilterPattern,
                input.DestinationArn,
                input.RoleArn,
                input.Distribution ?? "ByLogStream",
                call.Now
            )
        );
        return Nothing.Value;
    }
}
