using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Contracts;

/// <summary>An attribute of a message, as in SQS and SNS.</summary>
sealed record MessageAttribute(string DataType, string? StringValue = null, byte[]? BinaryValue = null);

/// <summary>A message received from a queue.</summary>
sealed record ReceivedMessage(
    string Id,
    string Receipt,
    string Body,
    string BodyMd5,
    int Receives,
    DateTimeOffset Sent,
    DateTimeOffset FirstReceived,
    string SenderId
)
{
    public ImmutableSortedDictionary<string, MessageAttribute> Attributes { get; init; } =
        ImmutableSortedDictionary<string, MessageAttribute>.Empty;

    public string? Group { get; init; }

    /// <summary>The hash of the attributes; null without attributes.</summary>
    public string? AttributesMd5 { get; init; }

    public string? Deduplication { get; init; }

    /// <summary>The sequence number of a message of a FIFO queue.</summary>
    public string? Sequence { get; init; }

    public string? TraceHeader { get; init; }
}

/// <summary>An SQS queue, for a service that polls it.</summary>
interface IQueue
{
    string Name { get; }

    string Arn { get; }

    bool IsFifo { get; }

    /// <summary>The permission that a caller needs for an action on the queue.</summary>
    Permission Permission { get; }

    IReadOnlyList<ReceivedMessage> Receive(int most);

    void Delete(string receipt);

    /// <summary>Completes at the next arrival of a message; to be read before the messages are received.</summary>
    Task Arrival { get; }

    /// <summary>Completes at the arrival, when a hidden message becomes visible, or after the given time.</summary>
    Task WaitAsync(Task arrival, TimeSpan longest, CancellationToken stop);
}

/// <summary>Finds SQS queues.</summary>
interface IQueues
{
    /// <summary>Null if there is no such queue.</summary>
    IQueue? Find(string arn);
}
