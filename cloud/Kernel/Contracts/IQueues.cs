using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Contracts;

/// <summary>An attribute of a message, as SQS and SNS have it.</summary>
sealed record MessageAttribute(string DataType, string? StringValue = null, byte[]? BinaryValue = null);

/// <summary>A message that was received from a queue.</summary>
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

    public string? Deduplication { get; init; }

    public string? TraceHeader { get; init; }
}

/// <summary>A queue of SQS, for a service that polls it.</summary>
interface IQueue
{
    string Name { get; }

    string Arn { get; }

    bool IsFifo { get; }

    /// <summary>What a caller must be allowed for an action on the queue.</summary>
    Permission Permission { get; }

    IReadOnlyList<ReceivedMessage> Receive(int most);

    void Delete(string receipt);

    /// <summary>Done when messages may have come, or after a time.</summary>
    Task WaitAsync(TimeSpan longest, CancellationToken stop);
}

/// <summary>The queues of SQS.</summary>
interface IQueues
{
    /// <summary>Null where there is no such queue.</summary>
    IQueue? Find(string arn);
}
