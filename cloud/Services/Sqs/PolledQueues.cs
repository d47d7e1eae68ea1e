using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

/// <summary>Gives other services access to queues.</summary>
sealed class PolledQueues(QueueStore queues) : IQueues
{
    public IQueue? Find(string arn) => queues.ByArn(arn) is { } queue ? new Polled(queues, queue) : null;

    sealed class Polled(QueueStore queues, Queue queue) : IQueue
    {
        public string Name => queue.Name;

        public string Arn => queues.ArnOf(queue.Name);

        public bool IsFifo => queue.IsFifo;

        public Permission Permission => queues.Needs(queues.UrlOf(queue.Name)).Single();

        public IReadOnlyList<ReceivedMessage> Receive(int most) => [.. queues.Receive(queue, most, visibility: null).Select(Received)];

        public void Delete(string receipt) => queues.ContentOf(queue).Delete(receipt, queue.IsFifo);

        public Task Arrival => queues.ContentOf(queue).Arrival;

        public Task WaitAsync(Task arrival, TimeSpan longest, CancellationToken stop) =>
            queues.ContentOf(queue).WaitAsync(arrival, longest, stop);

        static ReceivedMessage Received(Message message)
        {
            var state = message.State;
            return new(
                message.Id,
                state.Receipt!,
                message.Body,
                Md5.Of(message.Body),
                state.Receives,
                state.Sent,
                state.FirstReceived ?? state.Sent,
                state.SenderId
            )
            {
                Attributes = message.Attributes,
                AttributesMd5 = Md5.Of(message.Attributes),
                Sequence = state.IsFifo ? Sending.Sequence(message) : null,
                Group = state.Group,
                Deduplication = state.Deduplication,
                TraceHeader = state.TraceHeader,
            };
        }
    }
}
