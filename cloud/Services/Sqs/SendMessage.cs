using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

sealed class SendMessage(QueueStore queues, IMetrics metrics) : IAsyncOperation<SendMessage.Input, SendMessage.Output>
{
    public sealed record Input(
        string QueueUrl,
        string MessageBody,
        int? DelaySeconds = null,
        IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes = null,
        IReadOnlyDictionary<string, MessageAttribute>? MessageSystemAttributes = null,
        string? MessageGroupId = null,
        string? MessageDeduplicationId = null
    );

    public sealed record Output(
        string MD5OfMessageBody,
        string? MD5OfMessageAttributes,
        string? MD5OfMessageSystemAttributes,
        string MessageId,
        string? SequenceNumber
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Task<Output> RunAsync(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        var message = Sending.Send(
            queues,
            queue,
            new(
                input.MessageBody,
                input.DelaySeconds,
                input.MessageAttributes,
                input.MessageSystemAttributes,
                input.MessageGroupId,
                input.MessageDeduplicationId
            ),
            call
        );
        metrics.Count("AWS/SQS", "NumberOfMessagesSent", 1, ("QueueName", queue.Name));
        return Task.FromResult(
            new Output(
                Md5.Of(message.Body),
                Md5.Of(message.Attributes),
                input.MessageSystemAttributes is { } system ? Md5.Of(system) : null,
                message.Id,
                queue.IsFifo ? Sending.Sequence(message) : null
            )
        );
    }
}
