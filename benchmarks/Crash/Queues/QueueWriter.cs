using System.Diagnostics;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Queues;

/// <summary>Sends, receives and deletes the messages of a queue, and knows where each message must be.</summary>
abstract class QueueWriter(Scene scene, string name, string queue) : Writer(scene, name)
{
    public const int Hidden = 2;

    const int Most = 150;

    static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(Hidden + 6);

    int sent;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(10);

    protected string Queue => queue;

    protected Dictionary<string, SentMessage> Messages { get; } = [];

    protected bool IsFull => Messages.Values.Count(message => message.Place != Place.Gone) >= Most;

    protected IEnumerable<SentMessage> Certain => Messages.Values.Where(message => message.Place == Place.There);

    protected virtual object Settings => new { VisibilityTimeout = "30" };

    public override async Task PrepareAsync() => await MadeAsync(Sqs("CreateQueue", new { QueueName = Queue, Attributes = Settings }));

    /// <summary>Compares only the number of messages; the messages themselves are compared by CompareAllAsync.</summary>
    public override async Task CompareRecentAsync()
    {
        var (least, most) = (Certain.Count(), Messages.Values.Count(message => message.Place != Place.Gone));
        var found = await CountAsync(Queue);
        Tally.Compared++;
        if (found < least)
            Differ(Fault.Lost, $"the queue {Queue} has {found} messages; at least {least} were sent and not deleted");
        if (found > most)
            Differ(Fault.Doubled, $"the queue {Queue} has {found} messages; at most {most} should be left");
    }

    public override async Task CompareAllAsync()
    {
        var found = await DrainAsync(Queue);
        Compare(id => found.ContainsKey((Queue, id)));
        if (Scene.IsFrozen)
            return;
        await ShowAgainAsync(found.Values);
        Forget();
    }

    /// <summary>Reports each message that must exist and does not.</summary>
    protected void Compare(Func<string, bool> isThere)
    {
        foreach (var message in Messages.Values.Where(message => message.Place != Place.Gone && !isThere(message.Id)).ToList())
        {
            if (message.Place == Place.There)
                Differ(Fault.Lost, $"the message {message.Id} of queue {Queue} was sent and not deleted, and is gone");
            if (!Scene.IsFrozen)
                message.Place = Place.Gone;
        }
    }

    protected SentMessage NewMessage()
    {
        var message = SentMessage.New(Random, ++sent);
        Messages[message.Id] = message;
        return message;
    }

    protected async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string from, int hidden)
    {
        var reply = await Sqs(
            "ReceiveMessage",
            new
            {
                QueueUrl = Scene.QueueUrl(from),
                MaxNumberOfMessages = 10,
                VisibilityTimeout = hidden,
                MessageSystemAttributeNames = new[] { "All" },
            }
        );
        // A receive whose reply was lost has created new receipt handles; the older ones are no longer valid.
        if (reply.IsUnknown && !Scene.IsFrozen)
            foreach (var message in Messages.Values)
                message.Receipt = null;
        return IsAcknowledged(reply) ? ReceivedMessage.Of(reply.Json) : [];
    }

    /// <summary>Compares a received message with the one that was sent; null if the message must not exist.</summary>
    protected SentMessage? Recognized(ReceivedMessage received)
    {
        Tally.Compared++;
        var id = SentMessage.IdOf(received.Text);
        if (!Messages.TryGetValue(id, out var message))
        {
            Differ(
                Fault.Wrong,
                $"the queue {Queue} delivered a message that was never sent, or was deleted long ago: '{(id.Length > 40 ? id[..40] : id)}'"
            );
            return null;
        }
        if (received.Text != message.Body)
            Differ(
                Fault.Wrong,
                $"the message {id} of queue {Queue} has a wrong body: {received.Text.Length} characters instead of {message.Body.Length}"
            );
        if (message.MessageId is { } known && known != received.Id)
            Differ(Fault.Doubled, $"the message {id} of queue {Queue} exists under two message ids");
        if (message.Place == Place.Gone)
            Differ(Fault.Doubled, $"the message {id} of queue {Queue} was received again after its delete was acknowledged");
        if (!Scene.IsFrozen)
            (message.Place, message.MessageId, message.Receipt) = (Place.There, received.Id, received.Receipt);
        return message;
    }

    protected async Task DeleteAsync(SentMessage message, string from)
    {
        var before = message.Place;
        message.Place = Place.MaybeGone;
        var isGone = IsAcknowledged(await Sqs("DeleteMessage", new { QueueUrl = Scene.QueueUrl(from), ReceiptHandle = message.Receipt }));
        message.Place =
            !isGone ? before
            : message.HasOldReceipt ? Place.MaybeGone
            : Place.Gone;
        message.Receipt = null;
    }

    /// <summary>Receives all messages, by queue and id, until none is missing or the time is over.</summary>
    protected async Task<Dictionary<(string Queue, string Id), ReceivedMessage>> DrainAsync(params string[] queues)
    {
        var certain = Certain.Select(message => message.Id).ToHashSet();
        var uncertain = Messages
            .Values.Where(message => message.Place is Place.MaybeThere or Place.MaybeGone)
            .Select(message => message.Id)
            .ToHashSet();
        var found = new Dictionary<(string, string), ReceivedMessage>();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var received = 0;
            // On a slow machine a reply may arrive long after the receive; only the time of the receive shows what was still hidden.
            var asked = watch.Elapsed;
            foreach (var from in queues)
            {
                foreach (var message in await ReceiveAsync(from, hidden: 30))
                {
                    received++;
                    if (Recognized(message) is not { Id: var id })
                        continue;
                    found[(from, id)] = message;
                    certain.Remove(id);
                    uncertain.Remove(id);
                }
            }
            if (received > 0)
                continue;
            // A certain message may be hidden by a receive whose reply was lost. An uncertain message may never appear.
            var longest =
                certain.Count > 0 ? LongestDrain
                : uncertain.Count > 0 ? TimeSpan.FromSeconds(Hidden)
                : TimeSpan.Zero;
            if (asked > longest)
                return found;
            await Task.Delay(100);
        }
    }

    protected async Task ShowAgainAsync(IEnumerable<ReceivedMessage> received)
    {
        foreach (var some in received.Chunk(10))
        {
            var entries = some.Select(
                (message, number) =>
                    new
                    {
                        Id = $"e{number}",
                        ReceiptHandle = message.Receipt,
                        VisibilityTimeout = 0,
                    }
            );
            IsAcknowledged(await Sqs("ChangeMessageVisibilityBatch", new { QueueUrl = Scene.QueueUrl(Queue), Entries = entries }));
        }
    }

    protected async Task<int> CountAsync(string of)
    {
        var attributes = (
            await ReadAsync(Sqs("GetQueueAttributes", new { QueueUrl = Scene.QueueUrl(of), AttributeNames = new[] { "All" } }))
        ).Json["Attributes"]!;
        return (
            (string[])["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"]
        ).Sum(name => int.Parse((string?)attributes[name] ?? "0"));
    }

    protected Task<Reply> Sqs(string operation, object input) => Client.JsonAsync("sqs", operation, input);

    // Drops the bodies of deleted messages, which would fill the memory of this program.
    protected void Forget()
    {
        var old = DateTimeOffset.UtcNow.AddMinutes(-6);
        foreach (var message in Messages.Values.Where(message => message.Place == Place.Gone && message.Sent < old).ToList())
            Messages.Remove(message.Id);
    }
}
