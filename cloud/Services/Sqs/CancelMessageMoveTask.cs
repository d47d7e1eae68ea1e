using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class CancelMessageMoveTask(QueueStore queues, MoveTasks tasks)
    : IOperation<CancelMessageMoveTask.Input, CancelMessageMoveTask.Output>
{
    public sealed record Input(string TaskHandle);

    public sealed record Output(long ApproximateNumberOfMessagesMoved);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        queues.NeedsOfArn((MoveTask.ReadHandle(input.TaskHandle) ?? throw NoHandle()).Source);

    public Output Run(Input input, Call call)
    {
        var (id, source) = MoveTask.ReadHandle(input.TaskHandle) ?? throw NoHandle();
        _ = queues.ByArn(source) ?? throw SqsErrors.NoResource("SourceArn");
        var task = tasks.Find(source, id) ?? throw SqsErrors.Of("ResourceNotFoundException", "Task does not exist.", 404);
        // The recordings say nothing about a task that is not running.
        var cancelled =
            tasks.Cancel(source, id)
            ?? throw SqsErrors.Of("UnsupportedOperation", $"Only active tasks can be cancelled; the task is {task.Status}.");
        return new(cancelled.Moved);
    }

    static AwsException NoHandle() => SqsErrors.InvalidValue("Value for parameter TaskHandle is invalid.");
}
