using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

sealed class ReceiveMessage(QueueStore queues, IMetrics metrics, TimeProvider clock)
    : IAsyncOperation<ReceiveMessage.Input, ReceiveMessage.Output>
{
    public sealed record Input(
        string QueueUrl,
        int? MaxNumberOfMessages = null,
        int? VisibilityTimeout = null,
        int? WaitTimeSeconds = null,
        IReadOnlyList<string>? AttributeNames = null,
        IReadOnlyList<string>? MessageSystemAttributeNames = null,
        IReadOnlyList<string>? MessageAttributeNames = null,
        string? ReceiveRequestAttemptId = null
    );

    public sealed record Output(IReadOnlyList<Received>? Messages);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public async Task<Output> RunAsync(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        var most = input.MaxNumberOfMessages ?? 1;
        if (most is < 1 or > 10)
            throw SqsErrors.InvalidValue(most, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
        var wait = input.WaitTimeSeconds ?? queue.WaitSeconds;
        if (wait is < 0 or > 20)
            throw SqsErrors.InvalidValue(wait, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
        var until = call.Now.AddSeconds(wait);
        while (true)
        {
            var arrival = queues.ContentOf(queue).Arrival;
            var messages = queues.Receive(queue, most, input.VisibilityTimeout);
            if (messages.Count > 0)
            {
                metrics.Count("AWS/SQS", "NumberOfMessagesReceived", messages.Count, ("QueueName", queue.Name));
                return new([.. messages.Select(message => Received.Of(message, input))]);
            }
            var left = until - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return new(null);
            await queues.ContentOf(queue).WaitAsync(arrival, left, call.Aborted).ConfigureAwait(false);
            if (!queues.Queues.Has(queue.Name))
                throw SqsErrors.NoQueue();
        }
    }
}
