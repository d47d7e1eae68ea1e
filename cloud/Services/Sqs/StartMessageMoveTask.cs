using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Sqs;

sealed class StartMessageMoveTask(QueueStore queues, MoveTasks tasks, RequestIds ids)
    : IOperation<StartMessageMoveTask.Input, StartMessageMoveTask.Output>
{
    public sealed record Input(string SourceArn, string? DestinationArn = null, int? MaxNumberOfMessagesPerSecond = null);

    public sealed record Output(string TaskHandle);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            .. queues.NeedsOfArn(input.SourceArn),
            .. queues.NeedsOfArn(input.SourceArn, "sqs:ReceiveMessage"),
            .. queues.NeedsOfArn(input.SourceArn, "sqs:DeleteMessage"),
            .. queues.NeedsOfArn(input.SourceArn, "sqs:GetQueueAttributes"),
            .. input.DestinationArn is { } destination ? queues.NeedsOfArn(destination, "sqs:SendMessage") : [],
        ];

    public Output Run(Input input, Call call)
    {
        var source = queues.ByArn(input.SourceArn) ?? throw SqsErrors.NoResource(nameof(input.SourceArn));
        if (!queues.Queues.All.Any(queue => queue.DeadLetters?.Arn == input.SourceArn))
            throw SqsErrors.InvalidValue("Source queue must be configured as a Dead Letter Queue.");
        if (input.DestinationArn is { } destination && queues.ByArn(destination) is null)
            throw SqsErrors.NoResource(nameof(input.DestinationArn));
        if (tasks.Of(input.SourceArn).Any(task => task.Status == MoveTask.Running))
            throw SqsErrors.InvalidValue(
                "There is already a task running. Only one active task is allowed for a source queue arn at a given time."
            );
        var started = new MoveTask(
            ids.Next(),
            input.SourceArn,
            input.DestinationArn,
            input.MaxNumberOfMessagesPerSecond,
            call.Now,
            queues.ContentOf(source).Count().Visible
        );
        tasks.Add(started);
        return new(started.Handle);
    }
}
