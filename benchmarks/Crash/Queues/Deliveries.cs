using System.Diagnostics;

namespace Classroom.Benchmarks.Crash.Queues;

/// <summary>Acknowledged messages must arrive at least once, and exactly once if no kill happened in between.</summary>
sealed class Deliveries(Scene scene, IRoute route) : Writer(scene, route.Name)
{
    const int MostOpen = 60;
    const int Remembered = 3000;

    // Longer than the minute that Lambda waits before it retries an asynchronous invocation.
    static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(100);

    readonly Dictionary<string, Published> published = [];
    int count;

    /// <summary>The number of messages that arrived more than once because of a kill: allowed, and reported.</summary>
    public int Again { get; private set; }

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(25);

    public override async Task PrepareAsync()
    {
        await MadeAsync(
            Client.JsonAsync(
                "sqs",
                "CreateQueue",
                new
                {
                    QueueName = route.Queue,
                    Attributes = route.Queue.EndsWith(".fifo", StringComparison.Ordinal) ? new { FifoQueue = "true" } : (object)new { },
                }
            )
        );
        await route.PrepareAsync(Client, Scene);
    }

    public override Task StepAsync() => Random.Next(3) < 2 && Open().Count() < MostOpen ? PublishAsync() : TakeAsync();

    // Missing messages may still be on their way.
    public override Task CompareRecentAsync() => Task.CompletedTask;

    public override async Task CompareAllAsync()
    {
        if (Scene.IsFrozen)
            return;
        var watch = Stopwatch.StartNew();
        while (await TakeAsync() || (Open().Any() && watch.Elapsed < LongestWay))
            await Task.Delay(20);
        Tally.Compared += published.Count;
        foreach (var lost in Open().ToList())
        {
            Differ(
                Fault.Lost,
                $"{lost.Id} was acknowledged by {route.Name}, and is not in queue {route.Queue} after {LongestWay.TotalSeconds:0} s"
            );
            lost.IsLost = true;
        }
        if (published.Count < Remembered)
            return;
        foreach (var id in published.Keys.Take(Remembered / 2).ToList())
            published.Remove(id);
    }

    async Task PublishAsync()
    {
        var item = new Published($"d{++count}", route.NextText(Random), Scene.Starts);
        published[item.Id] = item;
        if (IsAcknowledged(await route.PublishAsync(Client, item.Id, item.Text)))
            item.IsAcknowledged = true;
        else
            published.Remove(item.Id);
    }

    /// <summary>Receives some messages; false if there were none.</summary>
    async Task<bool> TakeAsync()
    {
        var page = await Client.JsonAsync(
            "sqs",
            "ReceiveMessage",
            new
            {
                QueueUrl = Scene.QueueUrl(route.Queue),
                MaxNumberOfMessages = 10,
                VisibilityTimeout = 5,
            }
        );
        if (!IsAcknowledged(page))
            return false;
        var received = ReceivedMessage.Of(page.Json);
        if (received.Count == 0)
            return false;
        foreach (var message in received)
            Arrived(message);
        // If the reply to the delete is lost, the message may be received again, under the same message id.
        IsAcknowledged(
            await Client.JsonAsync(
                "sqs",
                "DeleteMessageBatch",
                new
                {
                    QueueUrl = Scene.QueueUrl(route.Queue),
                    Entries = received.Select((message, number) => new { Id = $"e{number}", ReceiptHandle = message.Receipt }),
                }
            )
        );
        return true;
    }

    void Arrived(ReceivedMessage message)
    {
        Tally.Compared++;
        var (id, text) = route.Read(message.Text);
        if (!published.TryGetValue(id, out var item))
        {
            Differ(Fault.Wrong, $"the queue {route.Queue} delivered '{id}', which {route.Name} did not send recently");
            return;
        }
        if (text != item.Text)
            Differ(
                Fault.Wrong,
                $"{id} arrived in queue {route.Queue} with another text: {text.Length} characters instead of {item.Text.Length}"
            );
        if (!item.MessageIds.Add(message.Id) || item.MessageIds.Count == 1)
            return;
        if (item.Start == Scene.Starts)
            Differ(Fault.Doubled, $"{id} arrived in queue {route.Queue} {item.MessageIds.Count} times, although there was no kill");
        else
            Again++;
    }

    IEnumerable<Published> Open() => published.Values.Where(item => item is { IsAcknowledged: true, IsLost: false, MessageIds.Count: 0 });

    sealed record Published(string Id, string Text, int Start)
    {
        public bool IsAcknowledged { get; set; }

        public bool IsLost { get; set; }

        public HashSet<string> MessageIds { get; } = [];
    }
}
