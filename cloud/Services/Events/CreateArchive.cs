using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Events;

/// <summary>Always refused: archives would keep every event forever.</summary>
sealed class CreateArchive(CloudSettings settings) : IOperation<CreateArchive.Input, Nothing>
{
    public sealed record Input(string? ArchiveName = null, string? EventSourceArn = null);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(settings.Arn("events", $"archive/{input.ArchiveName}")), new(input.EventSourceArn ?? "*")];

    public Nothing Run(Input input, Call call) =>
        throw RuleStore.Invalid("The embedded cloud does not support archives and replays of events. Put the events again instead.");
}
