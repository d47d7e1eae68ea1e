using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

sealed class DeleteMessageBatch(QueueStore queues, IMetrics metrics) : IAsyncOperation<DeleteMessageBatch.Input, DeleteMessageBatch.Output>
{
    public sealed record Input(string QueueUrl, IReadOnlyList<Entry> Entries);

    public sealed record Output(IReadOnlyList<Done> Successful, IReadOnlyList<BatchFailure>? Failed);

    public sealed record Entry(string Id, string ReceiptHandle);

    public sealed record Done(string Id);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Task<Output> RunAsync(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        BatchFailure.Check(input.Entries.Select(entry => entry.Id), nameof(DeleteMessageBatch));
        var (done, failed) = (new List<Done>(), new List<BatchFailure>());
        foreach (var entry in input.Entries)
        {
            try
            {
                queues.ContentOf(queue).Delete(entry.ReceiptHandle, queue.IsFifo);
                done.Add(new(entry.Id));
            }
            catch (AwsException exception)
            {
                failed.Add(BatchFailure.Of(entry.Id, exception));
            }
        }
        metrics.Count("AWS/SQS", "NumberOfMessagesDeleted", done.Count, ("QueueName", queue.Name));
        return Task.FromResult(new Output(done, BatchFailure.Listed(failed)));
    }
}
