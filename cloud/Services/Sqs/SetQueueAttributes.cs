using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class SetQueueAttributes(QueueStore queues) : IOperation<SetQueueAttributes.Input, Nothing>
{
    public sealed record Input(string QueueUrl, IReadOnlyDictionary<string, string> Attributes);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Nothing Run(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        var attributes = QueueAttributes.Check(input.Attributes, queues, queue.IsFifo);
        // An empty policy removes the policy.
        var changed = queue
            .Attributes.SetItems(attributes)
            .RemoveRange(input.Attributes.Where(attribute => attribute.Value.Length == 0).Select(attribute => attribute.Key));
        queues.Queues.Put(queue.Name, queue with { Attributes = changed, Modified = call.Now });
        return Nothing.Value;
    }
}
