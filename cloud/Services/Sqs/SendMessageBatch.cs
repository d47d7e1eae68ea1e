using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

sealed class SendMessageBatch(QueueStore queues, IMetrics metrics) : IAsyncOperation<SendMessageBatch.Input, SendMessageBatch.Output>
{
    public sealed record Input(string QueueUrl, IReadOnlyList<Entry> Entries);

    public sealed record Output(IReadOnlyList<Sent> Successful, IReadOnlyList<BatchFailure>? Failed);

    public sealed record Entry(
        string Id,
        string MessageBody,
        int? DelaySeconds = null,
        IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes = null,
        IReadOnlyDictionary<string, MessageAttribute>? MessageSystemAttributes = null,
        string? MessageGroupId = null,
        string? MessageDeduplicationId = null
    );

    public sealed record Sent(
        string Id,
        string MessageId,
        string MD5OfMessageBody,
        string? MD5OfMessageAttributes,
        string? MD5OfMessageSystemAttributes,
        string? SequenceNumber
    );

    /// <summary>Checks what makes SQS refuse the whole batch.</summary>
    static void CheckTogether(Queue queue, IReadOnlyList<Entry> entries)
    {
        var size = entries.Sum(entry => Sending.SizeOf(entry.MessageBody, entry.MessageAttributes));
        if (size > Sending.LargestBatch)
            throw SqsErrors.Of(
                "BatchRequestTooLong",
                $"Batch requests cannot be longer than {Sending.LargestBatch} bytes. You have sent {size} bytes."
            );
        if (queue.IsFifo && entries.Any(entry => entry.MessageGroupId is null))
            throw SqsErrors.InvalidValue("The request must contain the parameter MessageGroupId.");
        if (queue is { IsFifo: true, DeduplicatesByContent: false } && entries.Any(entry => entry.MessageDeduplicationId is null))
            throw Sending.NoDeduplication();
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Task<Output> RunAsync(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        BatchFailure.Check(input.Entries.Select(entry => entry.Id), nameof(SendMessageBatch));
        CheckTogether(queue, input.Entries);
        var (sent, failed) = (new List<Sent>(), new List<BatchFailure>());
        foreach (var entry in input.Entries)
        {
            try
            {
                var message = Sending.Send(
                    queues,
                    queue,
                    new(
                        entry.MessageBody,
                        entry.DelaySeconds,
                        entry.MessageAttributes,
                        entry.MessageSystemAttributes,
                        entry.MessageGroupId,
                        entry.MessageDeduplicationId
                    ),
                    call,
                    isBatch: true
                );
                sent.Add(
                    new(
                        entry.Id,
                        message.Id,
                        Md5.Of(message.Body),
                        Md5.Of(message.Attributes),
                        entry.MessageSystemAttributes is { } system ? Md5.Of(system) : null,
                        queue.IsFifo ? Sending.Sequence(message) : null
                    )
                );
            }
            catch (AwsException exception)
            {
                failed.Add(BatchFailure.Of(entry.Id, exception));
            }
        }
        metrics.Count("AWS/SQS", "NumberOfMessagesSent", sent.Count, ("QueueName", queue.Name));
        return Task.FromResult(new Output(sent, BatchFailure.Listed(failed)));
    }
}
