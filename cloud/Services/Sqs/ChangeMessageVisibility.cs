using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class ChangeMessageVisibility(QueueStore queues) : IAsyncOperation<ChangeMessageVisibility.Input, Nothing>
{
    public sealed record Input(string QueueUrl, string ReceiptHandle, int VisibilityTimeout);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Task<Nothing> RunAsync(Input input, Call call)
    {
        Sending.CheckVisibility(input.VisibilityTimeout);
        queues.ContentOf(queues.ByUrl(input.QueueUrl)).ChangeVisibility(input.ReceiptHandle, input.VisibilityTimeout);
        return Task.FromResult(Nothing.Value);
    }
}
