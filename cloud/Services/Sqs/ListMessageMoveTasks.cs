using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class ListMessageMoveTasks(QueueStore queues, MoveTasks tasks) : IOperation<ListMessageMoveTasks.Input, ListMessageMoveTasks.Output>
{
    public sealed record Input(string SourceArn, int? MaxResults = null);

    public sealed record Output(IReadOnlyList<View> Results);

    /// <param name="TaskHandle">Only a running task has a handle, because only a running task can be cancelled.</param>
    public sealed record View(
        string? TaskHandle,
        string Status,
        string SourceArn,
        string? DestinationArn,
        int? MaxNumberOfMessagesPerSecond,
        long ApproximateNumberOfMessagesMoved,
        long ApproximateNumberOfMessagesToMove,
        string? FailureReason,
        long StartedTimestamp
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.NeedsOfArn(input.SourceArn);

    public Output Run(Input input, Call call)
    {
        _ = queues.ByArn(input.SourceArn) ?? throw SqsErrors.NoResource(nameof(input.SourceArn));
        return new([.. tasks.Of(input.SourceArn).Take(input.MaxResults ?? 1).Select(Show)]);
    }

    static View Show(MoveTask task) =>
        new(
            task.Status == MoveTask.Running ? task.Handle : null,
            task.Status,
            task.Source,
            task.Destination,
            task.MostPerSecond,
            task.Moved,
            task.ToMove,
            task.FailureReason,
            task.Started.ToUnixTimeMilliseconds()
        );
}
