using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class PurgeQueue(QueueStore queues) : IOperation<PurgeQueue.Input, Nothing>
{
    public sealed record Input(string QueueUrl);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Nothing Run(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        if (queues.Purged.TryGetValue(queue.Name, out var until) && call.Now < until)
            throw SqsErrors.Of("PurgeQueueInProgress", $"Only one PurgeQueue operation on {queue.Name} is allowed every 60 seconds.", 403);
        queues.ContentOf(queue).Clear();
        queues.Purged[queue.Name] = call.Now.AddSeconds(60);
        return Nothing.Value;
    }
}
