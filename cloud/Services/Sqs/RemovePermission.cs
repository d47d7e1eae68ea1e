using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class RemovePermission(QueueStore queues) : IOperation<RemovePermission.Input, Nothing>
{
    public sealed record Input(string QueueUrl, string Label);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Nothing Run(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        var policy = QueuePolicy.Without(queue.Attributes.GetValueOrDefault("Policy"), input.Label);
        var attributes = policy.Length > 0 ? queue.Attributes.SetItem("Policy", policy) : queue.Attributes.Remove("Policy");
        queues.Queues.Put(queue.Name, queue with { Attributes = attributes, Modified = call.Now });
        return Nothing.Value;
    }
}
