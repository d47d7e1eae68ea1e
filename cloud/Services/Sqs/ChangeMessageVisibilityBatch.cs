using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class ChangeMessageVisibilityBatch(QueueStore queues)
    : IAsyncOperation<ChangeMessageVisibilityBatch.Input, ChangeMessageVisibilityBatch.Output>
{
    public sealed record Input(string QueueUrl, IReadOnlyList<Entry> Entries);

    public sealed record Output(IReadOnlyList<Done> Successful, IReadOnlyList<BatchFailure> Failed);

    public sealed record Entry(string Id, string ReceiptHandle, int VisibilityTimeout);

    public sealed record Done(string Id);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Task<Output> RunAsync(Input input, Call call)
    {
        var content = queues.ContentOf(queues.ByUrl(input.QueueUrl));
        BatchFailure.Check(input.Entries.Select(entry => entry.Id));
        var (done, failed) = (new List<Done>(), new List<BatchFailure>());
        foreach (var entry in input.Entries)
        {
            if (entry.VisibilityTimeout is < 0 or > Sending.LongestVisibility)
                failed.Add(BatchFailure.Of(entry.Id, Sending.WrongVisibility(entry.VisibilityTimeout)));
            else if (content.ChangeVisibility(entry.ReceiptHandle, entry.VisibilityTimeout) is not null)
                done.Add(new(entry.Id));
            else
                failed.Add(new(entry.Id, true, "MessageNotInflight", "The message referred to isn't in flight."));
        }
        return Task.FromResult(new Output(done, failed));
    }
}
