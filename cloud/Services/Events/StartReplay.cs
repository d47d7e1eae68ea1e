using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

/// <summary>Always refused: there are no archives to replay.</summary>
sealed class StartReplay : IOperation<StartReplay.Input, Nothing>
{
    public sealed record Input(string? Name = null);

    public Nothing Run(Input input, Call call) =>
        throw RuleStore.Invalid("The embedded cloud does not support archives and replays of events. Put the events again instead.");
}
