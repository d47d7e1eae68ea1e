using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class ChangeMessageVisibilityBatch(QueueStore queues)
    : IAsyncOperation<ChangeMessageVisibilityBatch.Input, ChangeMessageVisibilityBatch.Output>
{
    public sealed record Input(string QueueUrl, IReadOnlyList<Entry> Entries);

    public sealed record Output(IReadOnlyList<Done> Successful, IReadOnlyList<BatchFailure>? Failed);

    public sealed record Entry(string Id, string ReceiptHandle, int VisibilityTimeout);

    public sealed record Done(string Id);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Task<Output> RunAsync(Input input, Call call)
    {
        var content = queues.ContentOf(queues.ByUrl(input.QueueUrl));
        BatchFailure.Check(input.Entries.Select(entry => entry.Id), nameof(ChangeMessageVisibilityBatch));
        var (done, failed) = (new List<Done>(), new List<BatchFailure>());
        foreach (var entry in input.Entries)
        {
            try
            {
                Sending.CheckVisibility(entry.VisibilityTimeout);
                content.ChangeVisibility(entry.ReceiptHandle, entry.VisibilityTimeout);
                done.Add(new(entry.Id));
            }
            catch (AwsException exception)
            {
                failed.Add(BatchFailure.Of(entry.Id, exception));
            }
        }
        return Task.FromResult(new Output(done, BatchFailure.Listed(failed)));
    }
}
