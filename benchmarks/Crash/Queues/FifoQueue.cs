using System.Diagnostics;

namespace Classroom.Benchmarks.Crash.Queues;

/// <summary>
/// A FIFO queue. Each group must keep its order. A message sent again within five minutes under the same deduplication id must exist once,
/// even if a crash lost the first reply.
/// </summary>
sealed class FifoQueue(Scene scene) : QueueWriter(scene, "SQS FIFO", "crash.fifo")
{
    const int Groups = 4;

    static readonly TimeSpan Deduplicated = TimeSpan.FromMinutes(4);

    readonly Dictionary<string, List<SentMessage>> groups = Enumerable
        .Range(1, Groups)
        .ToDictionary(number => $"group-{number}", _ => new List<SentMessage>());

    protected override object Settings => new { FifoQueue = "true", VisibilityTimeout = "30" };

    public override Task StepAsync() =>
        Random.Next(10) switch
        {
            < 4 when !IsFull => SendNewAsync(),
            < 5 => SendAgainAsync(),
            _ => ReceiveAndDeleteAsync(),
        };

    public override async Task CompareRecentAsync()
    {
        // The reply was lost: send again under the same deduplication id, as a client would.
        foreach (var (group, messages) in groups)
        foreach (var message in messages.Where(message => message.Place == Place.MaybeThere && IsDeduplicated(message)).ToList())
            await SendAsync(group, message);
        await base.CompareRecentAsync();
    }

    /// <summary>
    /// At most ten messages of a group can be received before some are deleted, so the comparison deletes what it receives.
    /// </summary>
    public override async Task CompareAllAsync()
    {
        var gone = new HashSet<string>();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var asked = watch.Elapsed;
            var page = await ReceiveAsync(Queue, hidden: 30);
            CheckOrder(page, gone);
            foreach (var received in page)
            {
                if (Recognized(received) is not { } message)
                    continue;
                gone.Add(message.Id);
                if (Scene.IsFrozen)
                    await Sqs("DeleteMessage", new { QueueUrl = Scene.QueueUrl(Queue), ReceiptHandle = received.Receipt });
                else
                    await DeleteAsync(message, Queue);
            }
            var isMissing = Messages.Values.Any(message => message.Place != Place.Gone && !gone.Contains(message.Id));
            if (page.Count == 0 && (!isMissing || asked > TimeSpan.FromSeconds(Hidden + 1)))
                break;
            if (page.Count == 0)
                await Task.Delay(100);
        }
        Compare(gone.Contains);
        if (Scene.IsFrozen)
            return;
        Forget();
        foreach (var messages in groups.Values)
            messages.RemoveAll(message => !Messages.ContainsKey(message.Id));
    }

    async Task SendNewAsync()
    {
        var message = NewMessage();
        var group = $"group-{Random.Next(1, Groups + 1)}";
        groups[group].Add(message);
        await SendAsync(group, message);
    }

    async Task SendAgainAsync()
    {
        var (group, messages) = groups.ElementAt(Random.Next(Groups));
        if (messages.LastOrDefault() is { } message && message.WasSent && IsDeduplicated(message))
            await SendAsync(group, message);
    }

    async Task SendAsync(string group, SentMessage message)
    {
        var before = message.Place;
        var reply = await Sqs(
            "SendMessage",
            new
            {
                QueueUrl = Scene.QueueUrl(Queue),
                MessageBody = message.Body,
                MessageGroupId = group,
                MessageDeduplicationId = $"once-{message.Id}",
            }
        );
        // A repeated message that is present or was already deleted keeps its state.
        var isAcknowledged = IsAcknowledged(reply);
        message.WasSent |= isAcknowledged;
        if (before == Place.MaybeThere)
            message.Place = isAcknowledged ? Place.There : Place.Gone;
    }

    async Task ReceiveAndDeleteAsync()
    {
        var page = await ReceiveAsync(Queue, Hidden);
        CheckOrder(page, []);
        foreach (var received in page)
        {
            if (Recognized(received) is not { } message || Random.Next(5) == 0)
                return;
            await DeleteAsync(message, Queue);
        }
    }

    void CheckOrder(IReadOnlyList<ReceivedMessage> page, HashSet<string> gone)
    {
        foreach (var group in page.GroupBy(received => received.Group ?? ""))
        {
            if (!groups.TryGetValue(group.Key, out var messages))
                continue;
            var given = group.Select(received => SentMessage.IdOf(received.Text)).ToList();
            var due = messages
                .Where(message => (message.Place == Place.There && !gone.Contains(message.Id)) || given.Contains(message.Id))
                .Take(given.Count)
                .Select(message => message.Id)
                .ToList();
            if (!given.SequenceEqual(due))
                Differ(
                    Fault.Wrong,
                    $"{group.Key} of queue {Queue} gave {string.Join(", ", given)} where {string.Join(", ", due)} come first"
                );
        }
    }

    static bool IsDeduplicated(SentMessage message) => DateTimeOffset.UtcNow - message.Sent < Deduplicated;
}
