using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

/// <summary>Refused: its answer is a stream of another protocol.</summary>
sealed class StartLiveTail : IOperation<StartLiveTail.Input, Nothing>
{
    public sealed record Input(IReadOnlyList<string> LogGroupIdentifiers);

    public Nothing Run(Input input, Call call) =>
        throw new AwsException(
            "InvalidOperationException",
            "The embedded cloud has no live tail; 'aws logs tail GROUP --follow' shows the same."
        );
}
