using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

/// <summary>Always refused: archives would keep every event forever.</summary>
sealed class CreateArchive : IOperation<CreateArchive.Input, Nothing>
{
    public sealed record Input(string? Name = null);

    public Nothing Run(Input input, Call call) =>
        throw RuleStore.Invalid("The embedded cloud does not support archives and replays of events. Put the events again instead.");
}
