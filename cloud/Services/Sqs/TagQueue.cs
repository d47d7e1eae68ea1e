using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class TagQueue(QueueStore queues) : IOperation<TagQueue.Input, Nothing>
{
    public sealed record Input(string QueueUrl, IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Nothing Run(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        queues.Queues.Put(queue.Name, queue with { Tags = queue.Tags.SetItems(input.Tags) });
        return Nothing.Value;
    }
}
