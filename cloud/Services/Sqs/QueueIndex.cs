namespace Classroom.Cloud.Sqs;

/// <summary>
/// The messages of a queue, indexed by id, by receipt handle, by sequence number, and by the time at which they become visible.
/// </summary>
sealed class QueueIndex
{
    readonly Dictionary<string, MessageState> byId = new(StringComparer.Ordinal);
    readonly Dictionary<string, MessageState> byReceipt = new(StringComparer.Ordinal);
    readonly SortedDictionary<long, MessageState> all = [];
    readonly SortedDictionary<long, MessageState> ready = [];
    readonly SortedSet<(DateTimeOffset Visible, long Sequence)> hidden = [];
    readonly MessageGroups groups = new();
    int inFlight;

    public int Count => all.Count;

    public int InFlight => inFlight;

    public int Delayed => hidden.Count - inFlight;

    public MessageState? Oldest => all.Values.FirstOrDefault();

    public IEnumerable<MessageState> All => all.Values;

    /// <summary>The time at which the next hidden message becomes visible.</summary>
    public DateTimeOffset? NextVisible => hidden.Count > 0 ? hidden.Min.Visible : null;

    /// <summary>The visible messages in their order, up to the time given to the last call of <see cref="Show"/>.</summary>
    public IEnumerable<MessageState> Ready => ready.Values;

    /// <summary>The messages of a FIFO queue that can be received, group by group.</summary>
    public IEnumerable<MessageState> ReadyInGroups => groups.Ready(sequence => all[sequence]);

    public MessageState? Find(string id) => byId.GetValueOrDefault(id);

    public MessageState? ByReceipt(string receipt) => byReceipt.GetValueOrDefault(receipt);

    /// <summary>Adds or replaces a message.</summary>
    public void Put(MessageState message, DateTimeOffset now)
    {
        Remove(message.Id);
        byId[message.Id] = all[message.Sequence] = message;
        if (message.Receipt is { } receipt)
            byReceipt[receipt] = message;
        if (message.Visible <= now)
            ready[message.Sequence] = message;
        else
            Hide(message);
        groups.Put(message, message.Visible <= now);
    }

    public void Remove(string id)
    {
        if (!byId.Remove(id, out var known))
            return;
        all.Remove(known.Sequence);
        if (known.Receipt is { } receipt)
            byReceipt.Remove(receipt);
        if (!ready.Remove(known.Sequence))
            Unhide(known);
        groups.Remove(known);
    }

    /// <summary>Makes the messages visible whose time has come.</summary>
    public void Show(DateTimeOffset now)
    {
        while (hidden.Count > 0 && hidden.Min is var (visible, sequence) && visible <= now)
        {
            var message = all[sequence];
            Unhide(message);
            ready[sequence] = message;
            groups.Put(message, isReady: true);
        }
    }

    void Hide(MessageState message)
    {
        hidden.Add((message.Visible, message.Sequence));
        if (message.Receipt is not null)
            inFlight++;
    }

    void Unhide(MessageState message)
    {
        if (!hidden.Remove((message.Visible, message.Sequence)))
            return;
        if (message.Receipt is not null)
            inFlight--;
    }
}
