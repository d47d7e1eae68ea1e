namespace Classroom.Cloud.Sqs;

/// <summary>
/// The message groups of a FIFO queue. The messages of a group are received in their order, up to the first that is hidden. The group whose
/// first message has been visible for the longest time comes first.
/// </summary>
sealed class MessageGroups
{
    readonly Dictionary<string, SortedDictionary<long, MessageState>> groups = new(StringComparer.Ordinal);
    readonly SortedSet<(DateTimeOffset Visible, long Sequence)> heads = [];
    readonly HashSet<long> ready = [];

    /// <summary>The messages that can be received, group by group.</summary>
    public IEnumerable<MessageState> Ready(Func<long, MessageState> find) =>
        heads.SelectMany(head => groups[find(head.Sequence).Group!].Values.TakeWhile(message => ready.Contains(message.Sequence)));

    public void Put(MessageState message, bool isReady)
    {
        if (message.Group is not { } name)
            return;
        if (!groups.TryGetValue(name, out var group))
            groups.Add(name, group = []);
        Change(group, () => group[message.Sequence] = message, message.Sequence, isReady);
    }

    public void Remove(MessageState message)
    {
        if (message.Group is not { } name || !groups.TryGetValue(name, out var group))
            return;
        Change(group, () => group.Remove(message.Sequence), message.Sequence, isReady: false);
        if (group.Count == 0)
            groups.Remove(name);
    }

    void Change(SortedDictionary<long, MessageState> group, Action change, long sequence, bool isReady)
    {
        if (group.Count > 0)
            heads.Remove(HeadOf(group));
        change();
        if (isReady)
            ready.Add(sequence);
        else
            ready.Remove(sequence);
        if (group.Count > 0 && HeadOf(group) is var head && ready.Contains(head.Sequence))
            heads.Add(head);
    }

    static (DateTimeOffset Visible, long Sequence) HeadOf(SortedDictionary<long, MessageState> group)
    {
        var (sequence, message) = group.First();
        return (message.Visible, sequence);
    }
}
