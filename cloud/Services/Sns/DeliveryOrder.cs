namespace Classroom.Cloud.Sns;

/// <summary>
/// The order in which messages of a FIFO topic are delivered: within a group of messages, a subscription gets one after the other. A
/// message that is retried keeps its place.
/// </summary>
sealed class DeliveryOrder
{
    readonly Lock gate = new();
    readonly Dictionary<string, LinkedList<Place>> lines = new(StringComparer.Ordinal);

    sealed record Place(string Id, TaskCompletionSource Turn);

    public void Enter(Notice notice)
    {
        if (LineOf(notice) is not { } name)
            return;
        lock (gate)
        {
            if (!lines.TryGetValue(name, out var line))
                lines.Add(name, line = new());
            var place = line.AddLast(new Place(notice.Id, new(TaskCreationOptions.RunContinuationsAsynchronously)));
            if (line.First == place)
                place.Value.Turn.SetResult();
        }
    }

    /// <summary>Completes when all messages before this one have been delivered or given up.</summary>
    public Task TurnOf(Notice notice)
    {
        lock (gate)
            return LineOf(notice) is { } name && Find(name, notice.Id) is { } place ? place.Value.Turn.Task : Task.CompletedTask;
    }

    public void Leave(Notice notice)
    {
        if (LineOf(notice) is not { } name)
            return;
        lock (gate)
        {
            if (Find(name, notice.Id) is not { } place)
                return;
            var line = lines[name];
            line.Remove(place);
            if (line.First is { } next)
                next.Value.Turn.TrySetResult();
            else
                lines.Remove(name);
        }
    }

    LinkedListNode<Place>? Find(string name, string id)
    {
        for (var place = lines.GetValueOrDefault(name)?.First; place is not null; place = place.Next)
        {
            if (place.Value.Id == id)
                return place;
        }
        return null;
    }

    /// <summary>Null for a message without a sequence number, which comes in any order.</summary>
    static string? LineOf(Notice notice) => notice.Sequence is null ? null : $"{notice.Subscription}\n{notice.Group}";
}
