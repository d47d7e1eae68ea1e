using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Queues;

/// <summary>A standard queue: single messages and batches.</summary>
sealed class StandardQueue(Scene scene) : QueueWriter(scene, "SQS standard", "crash-standard")
{
    public override Task StepAsync() =>
        Random.Next(10) switch
        {
            < 4 when !IsFull => SendAsync(),
            < 5 when !IsFull => SendBatchAsync(),
            < 7 => ReceiveAsync(),
            < 9 => DeleteOneAsync(),
            _ => DeleteBatchAsync(),
        };

    async Task SendAsync()
    {
        var message = NewMessage();
        var reply = await Sqs("SendMessage", new { QueueUrl = Scene.QueueUrl(Queue), MessageBody = message.Body });
        if (IsAcknowledged(reply))
            (message.Place, message.MessageId) = (Place.There, (string)reply.Json["MessageId"]!);
        else
            message.Place = Place.Gone;
    }

    async Task SendBatchAsync()
    {
        // One call may contain half a megabyte, and large bodies are rare.
        var messages = Enumerable.Range(0, Random.Next(1, 11)).Select(_ => NewMessage()).ToList();
        var fitting = messages.Where((_, number) => messages.Take(number + 1).Sum(message => message.Body.Length) < 80_000).ToList();
        foreach (var message in messages.Except(fitting))
            message.Place = Place.Gone;
        if (fitting.Count == 0)
            return;
        var reply = await Sqs(
            "SendMessageBatch",
            new { QueueUrl = Scene.QueueUrl(Queue), Entries = fitting.Select(message => new { message.Id, MessageBody = message.Body }) }
        );
        var sent = IsAcknowledged(reply)
            ? (reply.Json["Successful"]?.AsArray() ?? []).ToDictionary(
                entry => (string)entry!["Id"]!,
                entry => (string)entry!["MessageId"]!
            )
            : [];
        foreach (var message in fitting)
        {
            (message.Place, message.MessageId) = sent.TryGetValue(message.Id, out var id) ? (Place.There, id) : (Place.Gone, null);
            if (message.Place == Place.Gone && reply.IsDone)
                RefusedEntry(reply);
        }
    }

    async Task ReceiveAsync()
    {
        foreach (var received in await ReceiveAsync(Queue, Hidden))
            Recognized(received);
    }

    async Task DeleteOneAsync()
    {
        if (Held().FirstOrDefault() is { } message)
            await DeleteAsync(message, Queue);
    }

    async Task DeleteBatchAsync()
    {
        var messages = Held().Take(10).ToList();
        if (messages.Count == 0)
            return;
        foreach (var message in messages)
            message.Place = Place.MaybeGone;
        var reply = await Sqs(
            "DeleteMessageBatch",
            new
            {
                QueueUrl = Scene.QueueUrl(Queue),
                Entries = messages.Select(message => new { message.Id, ReceiptHandle = message.Receipt }),
            }
        );
        var deleted = IsAcknowledged(reply)
            ? (reply.Json["Successful"]?.AsArray() ?? []).Select(entry => (string)entry!["Id"]!).ToHashSet()
            : [];
        foreach (var message in messages)
        {
            (message.Place, message.Receipt) = (
                !deleted.Contains(message.Id) ? Place.There
                : message.HasOldReceipt ? Place.MaybeGone
                : Place.Gone,
                null
            );
            if (message.Place == Place.There && reply.IsDone)
                RefusedEntry(reply);
        }
    }

    IEnumerable<SentMessage> Held() => Certain.Where(message => message.Receipt is not null);

    void RefusedEntry(Reply reply)
    {
        // On a full disk, single entries of a batch may be refused.
        if (!Scene.ExpectsRefusal(reply))
            Refused(reply);
    }
}
