using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class PurgeQueue(QueueStore queues) : IOperation<PurgeQueue.Input, Nothing>
{
    public sealed record Input(string QueueUrl);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Nothing Run(Input input, Call call)
    {
        queues.ContentOf(queues.ByUrl(input.QueueUrl)).Clear();
        return Nothing.Value;
    }
}
