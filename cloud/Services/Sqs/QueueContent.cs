using System.Globalization;
using Classroom.Storage;

namespace Classroom.Cloud.Sqs;

/// <summary>Stores messages: their states in memory and on disk, their contents on disk only.</summary>
sealed class MessageTables(Database database)
{
    readonly Archive<MessageContent> contents = new(database, "message_contents", FoundBy.Key);
    readonly Table<SentMessage> sent = new(database, "sqs.sent");

    public Table<MessageState> States { get; } = new(database, "sqs.messages");

    /// <summary>Finds the message that was sent with a deduplication id within the last five minutes.</summary>
    public SentMessage? Sent(string queue, string deduplication, DateTimeOffset now) =>
        sent.Find(KeyOf(queue, deduplication)) is { } known && known.Until > now ? known : null;

    /// <summary>Removes the expired deduplication ids of a queue.</summary>
    public void Forget(string queue, DateTimeOffset now) =>
        database.Separately(() =>
        {
            foreach (var (key, _) in sent.RowsBelow(KeyOf(queue, "")).Where(row => row.Value.Until <= now).ToList())
                sent.Remove(key);
        });

    static string KeyOf(string queue, string deduplication) => $"{queue}\n{deduplication}";

    /// <summary>Stores a new message. The action runs when the message is in the file.</summary>
    /// <param name="deduplication">The id under which the message is known for some time, so that it is not accepted twice.</param>
    public void Add(Message message, (string Id, DateTimeOffset Until)? deduplication, Action kept) =>
        database.Separately(() =>
        {
            States.Put(message.Id, message.State);
            if (deduplication is var (id, until))
                sent.Put(KeyOf(message.State.Queue, id), new(message.Id, message.State.Sequence, until));
            contents.Put(KeyOf(message.State), message.Content, message.State.Sent.ToUnixTimeMilliseconds(), message.State.Queue);
            database.Afterwards(kept);
        });

    public void Put(MessageState state) => database.Separately(() => States.Put(state.Id, state));

    public void Remove(IReadOnlyCollection<MessageState> messages) =>
        database.Separately(() =>
        {
            foreach (var message in messages)
            {
                States.Remove(message.Id);
                contents.Remove(KeyOf(message));
            }
        });

    /// <summary>The size of the messages, by the queue to which they were sent.</summary>
    public IEnumerable<(string Queue, long Bytes)> Sizes() => contents.Sizes();

    public MessageContent? Content(MessageState message) => contents.Find(KeyOf(message))?.Value;

    // The key grows with time, so that messages sent together are stored together.
    static string KeyOf(MessageState message) => message.Sequence.ToString("d20", CultureInfo.InvariantCulture);
}

/// <summary>A FIFO queue's record of a sent message, kept for deduplication even after the message was received.</summary>
sealed record SentMessage(string Id, long Sequence, DateTimeOffset Until);

/// <summary>
/// The messages of one queue, in their order. Each change is a transaction of its own, because other callers see it at once.
/// </summary>
sealed class QueueContent
{
    static readonly TimeSpan DeduplicationTime = TimeSpan.FromMinutes(5);

    readonly string queueName;
    readonly MessageTables tables;
    readonly TimeProvider clock;
    readonly Lock gate = new();
    readonly QueueIndex index = new();
    readonly Dictionary<string, MessageContent> unkept = new(StringComparer.Ordinal);
    DateTimeOffset forgotten;
    TaskCompletionSource arrival = NewArrival();

    public QueueContent(string queueName, MessageTables tables, IEnumerable<MessageState> kept, TimeProvider clock)
    {
        this.queueName = queueName;
        this.tables = tables;
        this.clock = clock;
        var now = clock.GetUtcNow();
        foreach (var message in kept)
            index.Put(message, now);
    }

    /// <summary>Adds a message, unless it is a duplicate within the deduplication interval.</summary>
    public Message Add(Message message, Queue queue)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            (string, DateTimeOffset)? deduplicated = null;
            if (queue.DeduplicationOf(message.State) is { } id)
            {
                if (now - forgotten > DeduplicationTime)
                {
                    tables.Forget(queue.Name, now);
                    forgotten = now;
                }
                if (tables.Sent(queue.Name, id, now) is { } before)
                    return message with { State = message.State with { Id = before.Id, Sequence = before.Sequence } };
                deduplicated = (id, now + DeduplicationTime);
            }
            tables.Add(message, deduplicated, () => Kept(message.Id));
            unkept[message.Id] = message.Content;
            index.Put(message.State, now);
            Arrived();
            return message;
        }
    }

    /// <summary>Takes over a message of another queue.</summary>
    public void Accept(MessageState message)
    {
        lock (gate)
        {
            tables.Put(message);
            index.Put(message, clock.GetUtcNow());
            Arrived();
        }
    }

    /// <summary>
    /// Takes messages for a receiver. A message that has been received too often is passed to <paramref name="giveUp"/>, which returns the
    /// action that moves it, or null to deliver it.
    /// </summary>
    public IReadOnlyList<Message> Take(Queue queue, int most, int visibility, Func<MessageState, Action?> giveUp)
    {
        var taken = new List<(MessageState State, MessageContent? Content)>();
        var given = new List<Action>();
        lock (gate)
        {
            var now = clock.GetUtcNow();
            index.Show(now);
            Expire(now.AddSeconds(-queue.RetentionSeconds));
            foreach (var message in Choose(queue, most, giveUp, given))
            {
                var received = message with
                {
                    Visible = now.AddSeconds(visibility),
                    Receives = message.Receives + 1,
                    FirstReceived = message.FirstReceived ?? now,
                    Receipt = Receipt.Of(message.Id),
                };
                Put(received, now);
                taken.Add((received, unkept.GetValueOrDefault(received.Id)));
            }
        }
        foreach (var move in given)
            move();
        // A message without content has been deleted in the meantime.
        return
        [
            .. taken
                .Select(entry => (entry.State, Content: entry.Content ?? tables.Content(entry.State)))
                .Where(entry => entry.Content is not null)
                .Select(entry => new Message(entry.State, entry.Content!)),
        ];
    }

    /// <summary>
    /// Deletes the message of a receipt handle, also of an earlier one; returns false if the message is already deleted. In a FIFO queue
    /// the handle must be the latest, and the message still in flight.
    /// </summary>
    public bool Delete(string receipt, bool isFifo)
    {
        lock (gate)
        {
            if (index.Find(Receipt.MessageId(receipt)) is not { } message)
                return false;
            if (isFifo && (message.Receipt != receipt || message.Visible <= clock.GetUtcNow()))
                throw SqsErrors.InvalidValue(receipt, "ReceiptHandle", "The receipt handle has expired.");
            Drop([message]);
            // The deleted message may have hidden the rest of its group.
            if (isFifo)
                Arrived();
            return true;
        }
    }

    /// <summary>Changes how long a message stays hidden. Earlier receipt handles of the message count too.</summary>
    public void ChangeVisibility(string receipt, int seconds)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (index.Find(Receipt.MessageId(receipt)) is not { Receipt: not null } message)
                throw SqsErrors.InvalidValue(
                    receipt,
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change."
                );
            Put(message with { Visible = now.AddSeconds(seconds) }, now);
            if (seconds == 0)
                Arrived();
        }
    }

    /// <summary>
    /// Takes the oldest visible message out of the queue, for a move to another queue. On the disk it stays until <see cref="Forget"/>, so
    /// that a stop of the process cannot lose it.
    /// </summary>
    public Message? TakeOut()
    {
        lock (gate)
        {
            index.Show(clock.GetUtcNow());
            foreach (var state in index.Ready)
            {
                if ((unkept.GetValueOrDefault(state.Id) ?? tables.Content(state)) is not { } content)
                    continue;
                index.Remove(state.Id);
                return new(state, content);
            }
            return null;
        }
    }

    /// <summary>Puts a message back that was taken out.</summary>
    public void PutBack(Message message)
    {
        lock (gate)
        {
            index.Put(message.State, clock.GetUtcNow());
            Arrived();
        }
    }

    /// <summary>Removes a message that was taken out.</summary>
    public void Forget(Message message)
    {
        lock (gate)
            tables.Remove([message.State]);
    }

    public void Clear()
    {
        lock (gate)
        {
            Drop([.. index.All]);
            tables.Forget(queueName, DateTimeOffset.MaxValue);
        }
    }

    public (int Visible, int InFlight, int Delayed, DateTimeOffset? Oldest) Count()
    {
        lock (gate)
        {
            index.Show(clock.GetUtcNow());
            return (index.Count - index.InFlight - index.Delayed, index.InFlight, index.Delayed, index.Oldest?.Sent);
        }
    }

    /// <summary>
    /// Completes at the next arrival of a message. It is read before the messages are taken, because one may arrive between the two.
    /// </summary>
    public Task Arrival
    {
        get
        {
            lock (gate)
                return arrival.Task;
        }
    }

    /// <summary>Waits until a message may be available.</summary>
    public async Task WaitAsync(Task arrived, TimeSpan longest, CancellationToken aborted)
    {
        TimeSpan wait;
        lock (gate)
        {
            var next = index.NextVisible - clock.GetUtcNow();
            wait = next < longest ? next.Value : longest;
        }
        if (wait < TimeSpan.Zero)
            wait = TimeSpan.Zero;
        await Task.WhenAny(arrived, Task.Delay(wait, clock, aborted)).ConfigureAwait(false);
        aborted.ThrowIfCancellationRequested();
    }

    /// <summary>Restores the index entry of a message after its change could not be written.</summary>
    public void Refresh(string id)
    {
        lock (gate)
        {
            if (tables.States.Find(id) is { } state && state.Queue == queueName)
                index.Put(state, clock.GetUtcNow());
            else
                index.Remove(id);
            unkept.Remove(id);
        }
    }

    List<MessageState> Choose(Queue queue, int most, Func<MessageState, Action?> giveUp, List<Action> given)
    {
        var chosen = new List<MessageState>();
        var leaving = new List<MessageState>();
        foreach (var message in Receivable(queue))
        {
            if (chosen.Count == most)
                break;
            if (giveUp(message) is not { } move)
            {
                chosen.Add(message);
                continue;
            }
            leaving.Add(message);
            given.Add(move);
        }
        foreach (var message in leaving)
            index.Remove(message.Id);
        return chosen;
    }

    IEnumerable<MessageState> Receivable(Queue queue) => queue.IsFifo ? index.ReadyInGroups : index.Ready;

    void Expire(DateTimeOffset oldest)
    {
        var old = index.All.TakeWhile(message => message.Sent < oldest).ToList();
        if (old.Count > 0)
            Drop(old);
    }

    void Put(MessageState message, DateTimeOffset now)
    {
        tables.Put(message);
        index.Put(message, now);
    }

    void Drop(IReadOnlyCollection<MessageState> messages)
    {
        tables.Remove(messages);
        foreach (var message in messages)
            index.Remove(message.Id);
    }

    void Kept(string id)
    {
        lock (gate)
            unkept.Remove(id);
    }

    void Arrived()
    {
        arrival.TrySetResult();
        arrival = NewArrival();
    }

    static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
