using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class UntagQueue(QueueStore queues) : IOperation<UntagQueue.Input, Nothing>
{
    public sealed record Input(string QueueUrl, IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Nothing Run(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        queues.Queues.Put(queue.Name, queue with { Tags = queue.Tags.RemoveRange(input.TagKeys) });
        return Nothing.Value;
    }
}
