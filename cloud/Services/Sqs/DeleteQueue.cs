using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class DeleteQueue(QueueStore queues) : IOperation<DeleteQueue.Input, Nothing>
{
    public sealed record Input(string QueueUrl);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Nothing Run(Input input, Call call)
    {
        queues.Remove(queues.ByUrl(input.QueueUrl));
        return Nothing.Value;
    }
}
