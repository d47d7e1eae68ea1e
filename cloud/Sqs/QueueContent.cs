using System.Security.Cryptography;
using Classroom.Storage;

namespace Classroom.Cloud.Sqs;

/// <summary>The messages of one queue, in their order.</summary>
sealed class QueueContent
{
    static readonly TimeSpan DeduplicationTime = TimeSpan.FromMinutes(5);

    readonly Table<Message> table;
    readonly TimeProvider clock;
    readonly Lock gate = new();
    readonly SortedDictionary<long, Message> messages = [];
    readonly Dictionary<string, (DateTimeOffset Until, Message Message)> sent = new(StringComparer.Ordinal);
    TaskCompletionSource arrival = NewArrival();

    public QueueContent(Table<Message> table, IEnumerable<Message> kept, TimeProvider clock)
    {
        this.table = table;
        this.clock = clock;
        foreach (var message in kept) messages[message.Sequence] = message;
    }

    /// <summary>Adds a message, unless it is one that has been sent within the last minutes.</summary>
    public Message Add(Message message, Queue queue)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (message.Deduplication is { } id && queue.IsFifo)
            {
                foreach (var old in sent.Where(entry => entry.Value.Until < now).Select(entry => entry.Key).ToList()) sent.Remove(old);
                if (sent.TryGetValue(id, out var before)) return before.Message;
                sent[id] = (now + DeduplicationTime, message);
            }
            messages[message.Sequence] = message;
            table.Put(message.Id, message);
            Arrived();
            return message;
        }
    }

    public IReadOnlyList<Message> Take(Queue queue, int most, int visibility, Func<Message, bool> giveUp)
    {
        var taken = new List<Message>();
        lock (gate)
        {
            var now = clock.GetUtcNow();
            Expire(now.AddSeconds(-queue.RetentionSeconds));
            // Of a FIFO group nobody gets more while somebody works at it.
            var busy = queue.IsFifo ? messages.Values.Where(message => message.Visible > now && message.Receipt is not null).Select(message => message.Group).ToHashSet() : [];
            foreach (var message in messages.Values.ToList())
            {
                if (taken.Count == most) break;
                if (message.Visible > now || (queue.IsFifo && busy.Contains(message.Group)))
                {
                    if (queue.IsFifo) busy.Add(message.Group);
                    continue;
                }
                if (giveUp(message))
                {
                    Drop(message);
                    continue;
                }
                var received = message with
                {
                    Visible = now.AddSeconds(visibility),
                    Receives = message.Receives + 1,
                    FirstReceived = message.FirstReceived ?? now,
                    Receipt = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)),
                };
                Keep(received);
                taken.Add(received);
            }
        }
        return taken;
    }

    /// <summary>Deletes the message of a receipt; one that is gone is gone already.</summary>
    public bool Delete(string receipt)
    {
        lock (gate)
        {
            if (ByReceipt(receipt) is not { } message) return false;
            Drop(message);
            return true;
        }
    }

    public Message? ChangeVisibility(string receipt, int seconds)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (ByReceipt(receipt) is not { } message || message.Visible < now) return null;
            var changed = message with { Visible = now.AddSeconds(seconds) };
            Keep(changed);
            if (seconds == 0) Arrived();
            return changed;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            foreach (var message in messages.Values.ToList()) Drop(message);
        }
    }

    public (int Visible, int InFlight, int Delayed, DateTimeOffset? Oldest) Count()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var hidden = messages.Values.Count(message => message.Visible > now);
            var inFlight = messages.Values.Count(message => message.Visible > now && message.Receipt is not null);
            return (messages.Count - hidden, inFlight, hidden - inFlight, messages.Count > 0 ? messages.Values.Min(message => message.Sent) : null);
        }
    }

    /// <summary>Waits until there may be something to receive.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken aborted)
    {
        Task arrived;
        TimeSpan wait;
        lock (gate)
        {
            arrived = arrival.Task;
            var now = clock.GetUtcNow();
            var next = messages.Values.Where(message => message.Visible > now).Select(message => message.Visible).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
            wait = next - now < longest ? next - now : longest;
        }
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        await Task.WhenAny(arrived, Task.Delay(wait, clock, aborted)).ConfigureAwait(false);
        aborted.ThrowIfCancellationRequested();
    }

    Message? ByReceipt(string receipt) => messages.Values.FirstOrDefault(message => message.Receipt == receipt);

    void Expire(DateTimeOffset oldest)
    {
        foreach (var message in messages.Values.Where(message => message.Sent < oldest).ToList()) Drop(message);
    }

    void Keep(Message message)
    {
        messages[message.Sequence] = message;
        table.Put(message.Id, message);
    }

    void Drop(Message message)
    {
        messages.Remove(message.Sequence);
        table.Remove(message.Id);
    }

    void Arrived()
    {
        arrival.TrySetResult();
        arrival = NewArrival();
    }

    static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
