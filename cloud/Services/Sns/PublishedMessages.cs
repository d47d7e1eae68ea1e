using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Sns;

/// <summary>A message that a FIFO topic has accepted, kept for its deduplication.</summary>
sealed record PublishedMessage(string Id, string Sequence, DateTimeOffset Until);

/// <summary>The messages that FIFO topics have accepted within the last five minutes, and the sequence numbers.</summary>
sealed class PublishedMessages(Database database) : IStore
{
    static readonly TimeSpan DeduplicationTime = TimeSpan.FromMinutes(5);

    readonly Table<PublishedMessage> sent = new(database, "sns.sent");
    readonly Lock gate = new();
    long sequence;

    /// <summary>A sequence number of twenty digits that is greater than all before, also after a restart.</summary>
    public string NextSequence(DateTimeOffset now)
    {
        lock (gate)
            sequence = Math.Max(sequence + 1, now.ToUnixTimeMilliseconds() * 1_000_000);
        return $"{sequence:D20}";
    }

    public PublishedMessage? Find(string topic, string deduplication, DateTimeOffset now) =>
        sent.Find(KeyOf(topic, deduplication)) is { } known && known.Until > now ? known : null;

    public void Add(string topic, string deduplication, string id, string number, DateTimeOffset now)
    {
        foreach (var (key, _) in sent.RowsBelow(KeyOf(topic, "")).Where(row => row.Value.Until <= now).ToList())
            sent.Remove(key);
        sent.Put(KeyOf(topic, deduplication), new(id, number, now + DeduplicationTime));
    }

    static string KeyOf(string topic, string deduplication) => $"{topic}\n{deduplication}";
}
