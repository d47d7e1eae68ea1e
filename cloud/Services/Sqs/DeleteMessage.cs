using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

sealed class DeleteMessage(QueueStore queues, IMetrics metrics) : IAsyncOperation<DeleteMessage.Input, Nothing>
{
    public sealed record Input(string QueueUrl, string ReceiptHandle);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Task<Nothing> RunAsync(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        if (queues.ContentOf(queue).Delete(input.ReceiptHandle, queue.IsFifo))
            metrics.Count("AWS/SQS", "NumberOfMessagesDeleted", 1, ("QueueName", queue.Name));
        return Task.FromResult(Nothing.Value);
    }
}
