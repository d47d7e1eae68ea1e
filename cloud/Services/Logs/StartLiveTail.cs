using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

/// <summary>Always refused: its answer is an event stream, a protocol that the cloud does not have.</summary>
sealed class StartLiveTail(LogStore logs) : IOperation<StartLiveTail.Input, Nothing>
{
    public sealed record Input(IReadOnlyList<string> LogGroupIdentifiers);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [.. input.LogGroupIdentifiers.Select(group => new Permission(logs.Scope(LogStore.NameOf(group))))];

    public Nothing Run(Input input, Call call) =>
        throw new AwsException(
            "InvalidOperationException",
            "The embedded cloud has no live tail; 'aws logs tail GROUP --follow' shows the same."
        );
}
