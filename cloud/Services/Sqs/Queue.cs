using System.Collections.Immutable;
using System.Globalization;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

/// <summary>A queue and its attributes.</summary>
sealed record Queue(string Name, DateTimeOffset Created, DateTimeOffset Modified)
{
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool IsFifo => Name.EndsWith(".fifo", StringComparison.Ordinal);

    public int VisibilityTimeout => Number("VisibilityTimeout", 30);

    public int DelaySeconds => Number("DelaySeconds", 0);

    public int WaitSeconds => Number("ReceiveMessageWaitTimeSeconds", 0);

    public int RetentionSeconds => Number("MessageRetentionPeriod", 345_600);

    public int LargestMessage => Number("MaximumMessageSize", 1_048_576);

    public bool DeduplicatesByContent => Attributes.GetValueOrDefault("ContentBasedDeduplication") == "true";

    /// <summary>The id by which the queue knows a message twice: within the queue, or within the group. Null in a standard queue.</summary>
    public string? DeduplicationOf(MessageState message)
    {
        if (!IsFifo || message.Deduplication is not { } id)
            return null;
        return Attributes.GetValueOrDefault("DeduplicationScope") == "messageGroup" ? $"{message.Group}\n{id}" : id;
    }

    /// <summary>The dead-letter queue, and the number of receives after which a message is moved there.</summary>
    public (string Arn, int Receives)? DeadLetters
    {
        get
        {
            if (Attributes.GetValueOrDefault("RedrivePolicy") is not { Length: > 0 } text)
                return null;
            return RedrivePolicy.Parse(text);
        }
    }

    int Number(string name, int otherwise) =>
        Attributes.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>The immutable part of a message.</summary>
sealed record MessageContent(string Body)
{
    public ImmutableSortedDictionary<string, MessageAttribute> Attributes { get; init; } =
        ImmutableSortedDictionary<string, MessageAttribute>.Empty;
}

/// <summary>The mutable state of a message, held in memory. Its content is on disk.</summary>
sealed record MessageState(string Id, string Queue, DateTimeOffset Sent, string SenderId)
{
    public string? TraceHeader { get; init; }

    public bool IsFifo => Queue.EndsWith(".fifo", StringComparison.Ordinal);

    public string? Group { get; init; }

    public string? Deduplication { get; init; }

    public long Sequence { get; init; }

    /// <summary>The time at which the message becomes visible.</summary>
    public DateTimeOffset Visible { get; init; }

    public int Receives { get; init; }

    public DateTimeOffset? FirstReceived { get; init; }

    /// <summary>The receipt handle of the latest receive.</summary>
    public string? Receipt { get; init; }

    public string? DeadLetterSource { get; init; }
}

/// <summary>A message with its content, as it is sent and received.</summary>
sealed record Message(MessageState State, MessageContent Content)
{
    public string Id => State.Id;

    public string Body => Content.Body;

    public ImmutableSortedDictionary<string, MessageAttribute> Attributes => Content.Attributes;
}
