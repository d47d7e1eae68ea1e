namespace Classroom.Benchmarks.Crash.Queues;

/// <summary>A queue with a dead-letter queue after two receives. Each message must be in one of the two queues and never in both.</summary>
sealed class DeadLetters(Scene scene) : QueueWriter(scene, "SQS dead letters", "crash-source")
{
    const string Dead = "crash-dead";
    const int MostReceives = 2;

    protected override object Settings =>
        new
        {
            VisibilityTimeout = "30",
            RedrivePolicy = $$"""{ "deadLetterTargetArn": "{{Scene.Arn("sqs", Dead)}}", "maxReceiveCount": {{MostReceives}} }""",
        };

    public override async Task PrepareAsync()
    {
        await MadeAsync(Sqs("CreateQueue", new { QueueName = Dead }));
        await base.PrepareAsync();
    }

    public override Task StepAsync() =>
        Random.Next(10) switch
        {
            < 4 when !IsFull => SendAsync(),
            < 8 => ReceiveAsync(),
            _ => TakeDeadAsync(),
        };

    public override async Task CompareRecentAsync()
    {
        var (least, most) = (Certain.Count(), Messages.Values.Count(message => message.Place != Place.Gone));
        var found = await CountAsync(Queue) + await CountAsync(Dead);
        Tally.Compared++;
        if (found < least)
            Differ(Fault.Lost, $"the queues {Queue} and {Dead} have {found} messages together; {least} were sent and not deleted");
        if (found > most)
            Differ(Fault.Doubled, $"the queues {Queue} and {Dead} have {found} messages together; at most {most} should be left");
    }

    public override async Task CompareAllAsync()
    {
        var found = await DrainAsync(Dead, Queue);
        foreach (var both in found.Keys.GroupBy(pair => pair.Id).Where(pairs => pairs.Count() > 1))
            Differ(Fault.Doubled, $"the message {both.Key} is both in the queue {Queue} and in its dead-letter queue");
        Compare(id => found.ContainsKey((Queue, id)) || found.ContainsKey((Dead, id)));
        if (Scene.IsFrozen)
            return;
        // Both queues are emptied and filled again, because the comparison has received the messages too often.
        foreach (var ((from, id), received) in found)
            await DeleteAsync(Messages[id], from, received.Receipt);
        foreach (var message in Messages.Values.Where(message => message.Place == Place.Gone).ToList())
            Messages.Remove(message.Id);
    }

    async Task SendAsync()
    {
        var message = NewMessage();
        message.Place = IsAcknowledged(await Sqs("SendMessage", new { QueueUrl = Scene.QueueUrl(Queue), MessageBody = message.Body }))
            ? Place.There
            : Place.Gone;
    }

    async Task ReceiveAsync()
    {
        foreach (var received in await ReceiveAsync(Queue, hidden: 0))
        {
            if (Recognized(received) is not { } message)
                continue;
            message.Receives++;
            if (message.Receives > MostReceives || received.Receives < message.Receives)
                Differ(
                    Fault.Lost,
                    $"the message {message.Id} of queue {Queue} was received {message.Receives} times of at most {MostReceives}, "
                        + $"and the queue counts {received.Receives}"
                );
        }
    }

    async Task TakeDeadAsync()
    {
        foreach (var received in await ReceiveAsync(Dead, Hidden))
            if (Recognized(received) is { } message)
                await DeleteAsync(message, Dead, received.Receipt);
    }

    Task DeleteAsync(SentMessage message, string from, string receipt)
    {
        message.Receipt = receipt;
        return DeleteAsync(message, from);
    }
}
