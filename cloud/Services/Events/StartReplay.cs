using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Events;

/// <summary>Always refused: there are no archives to replay.</summary>
sealed class StartReplay(CloudSettings settings) : IOperation<StartReplay.Input, Nothing>
{
    public sealed record Input(string? ReplayName = null, string? EventSourceArn = null, Target? Destination = null);

    public sealed record Target(string Arn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(settings.Arn("events", $"replay/{input.ReplayName}")), new(input.EventSourceArn ?? "*"), new(input.Destination?.Arn ?? "*")];

    public Nothing Run(Input input, Call call) =>
        throw RuleStore.Invalid("The embedded cloud does not support archives and replays of events. Put the events again instead.");
}
