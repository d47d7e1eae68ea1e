using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class PutSubscriptionFilter(LogStore logs) : IOperation<PutSubscriptionFilter.Input, Nothing>
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

    public Nothing Run(Input input, Call call)
    {
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
