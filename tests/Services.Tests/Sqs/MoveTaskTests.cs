using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sqs;

sealed class MoveTaskTests : QueueTest
{
    static string ArnOf(string queue) => $"arn:aws:sqs:{Region}:{Account}:{queue}";

    [Test]
    public async Task StartMessageMoveTask_brings_dead_letters_back_to_their_own_queues()
    {
        var (orders, _) = await GivenDeadLettersAsync("one", "two");
        await CallAsync<StartMessageMoveTask>(new { SourceArn = ArnOf("dead") });
        var task = await EndedAsync();
        Assert.That(
            (task.At("Status"), task.At("ApproximateNumberOfMessagesMoved"), task.At("ApproximateNumberOfMessagesToMove")),
            Is.EqualTo(("COMPLETED", "2", "2"))
        );
        Assert.That((task.Maybe("TaskHandle"), task.Maybe("DestinationArn")), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(await BodiesAsync(orders), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public async Task StartMessageMoveTask_moves_new_messages_to_another_queue()
    {
        var (_, dead) = await GivenDeadLettersAsync("one");
        var other = await QueueAsync("other");
        var id = (await ReceiveAsync(dead))[0]!.At("MessageId");
        Cloud.Clock.Advance(TimeSpan.FromMinutes(1));
        await CallAsync<StartMessageMoveTask>(new { SourceArn = ArnOf("dead"), DestinationArn = ArnOf("other") });
        Assert.That((await EndedAsync()).At("DestinationArn"), Is.EqualTo(ArnOf("other")));
        var moved = (await ReceiveAsync(other))[0]!;
        Assert.That((moved.At("Body"), moved.At("Attributes/ApproximateReceiveCount")), Is.EqualTo(("one", "1")));
        Assert.That(moved.At("MessageId"), Is.Not.EqualTo(id));
        Assert.That(await ReceiveAsync(dead), Is.Empty);
    }

    [Test]
    public async Task A_limited_task_moves_one_message_after_the_other_until_it_is_cancelled()
    {
        await GivenDeadLettersAsync("one", "two", "three");
        var handle = await StartedAsync();
        Assert.That(
            (await LatestAsync()).At("TaskHandle"),
            Is.EqualTo(handle),
            "a running task shows its handle, because it can be cancelled"
        );
        Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
        var cancelled = await CallAsync<CancelMessageMoveTask>(new { TaskHandle = handle });
        var task = await LatestAsync();
        Assert.That(task.At("Status"), Is.EqualTo("CANCELLED"));
        Assert.That(task.At("ApproximateNumberOfMessagesMoved"), Is.EqualTo(cancelled.At("ApproximateNumberOfMessagesMoved")));
        Cloud.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await LatestAsync()).At("Status"), Is.EqualTo("CANCELLED"));
        await RefusedAsync<CancelMessageMoveTask>("UnsupportedOperation", new { TaskHandle = handle });
    }

    [Test]
    public async Task A_task_whose_destination_is_deleted_fails_and_loses_nothing()
    {
        var (_, dead) = await GivenDeadLettersAsync("one", "two", "three");
        var other = await QueueAsync("other");
        await CallAsync<StartMessageMoveTask>(
            new
            {
                SourceArn = ArnOf("dead"),
                DestinationArn = ArnOf("other"),
                MaxNumberOfMessagesPerSecond = 1,
            }
        );
        await CallAsync<DeleteQueue>(new { QueueUrl = other });
        var task = await EndedAsync();
        Assert.That((task.At("Status"), task.At("FailureReason")), Is.EqualTo(("FAILED", "AWS.SimpleQueueService.NonExistentQueue")));
        Assert.That((await ReceiveAsync(dead)).Count, Is.EqualTo(3 - int.Parse(task.At("ApproximateNumberOfMessagesMoved"), null)));
    }

    [Test]
    public async Task StartMessageMoveTask_refuses_what_SQS_refuses()
    {
        const string invalid = "InvalidParameterValueException";
        await QueueAsync("alone");
        await RefusedAsync<StartMessageMoveTask>(invalid, new { SourceArn = ArnOf("alone") });
        await RefusedAsync<StartMessageMoveTask>("ResourceNotFoundException", new { SourceArn = ArnOf("none") });
        await GivenDeadLettersAsync("one", "two");
        await RefusedAsync<StartMessageMoveTask>(
            "ResourceNotFoundException",
            new { SourceArn = ArnOf("dead"), DestinationArn = ArnOf("none") }
        );
        await StartedAsync();
        var second = await RefusedAsync<StartMessageMoveTask>(invalid, new { SourceArn = ArnOf("dead") });
        Assert.That(second.Message, Does.StartWith("There is already a task running."));
    }

    [Test]
    public async Task CancelMessageMoveTask_refuses_a_handle_of_no_task()
    {
        await QueueAsync("alone");
        await RefusedAsync<CancelMessageMoveTask>("InvalidParameterValueException", new { TaskHandle = "no handle" });
        await RefusedAsync<CancelMessageMoveTask>("ResourceNotFoundException", new { TaskHandle = HandleOf("none") });
        await RefusedAsync<CancelMessageMoveTask>("ResourceNotFoundException", new { TaskHandle = HandleOf("alone") });
    }

    [Test]
    public Task ListMessageMoveTasks_of_no_queue_is_ResourceNotFoundException() =>
        RefusedAsync<ListMessageMoveTasks>("ResourceNotFoundException", new { SourceArn = ArnOf("none") });

    static string HandleOf(string queue) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"taskId":"t","sourceArn":"{{ArnOf(queue)}}"}"""));

    async Task<(string Orders, string Dead)> GivenDeadLettersAsync(params string[] bodies)
    {
        var dead = await QueueAsync("dead");
        var orders = await QueueAsync("orders", new { VisibilityTimeout = "0", RedrivePolicy = RedriveTo("dead", 1) });
        foreach (var body in bodies)
            await CallAsync<SendMessage>(new { QueueUrl = orders, MessageBody = body });
        Assert.That((await ReceiveAsync(orders)).Count, Is.EqualTo(bodies.Length));
        Assert.That(await ReceiveAsync(orders), Is.Empty);
        return (orders, dead);
    }

    async Task<string> StartedAsync() =>
        (await CallAsync<StartMessageMoveTask>(new { SourceArn = ArnOf("dead"), MaxNumberOfMessagesPerSecond = 1 })).At("TaskHandle");

    async Task<JsonNode> LatestAsync() => (await CallAsync<ListMessageMoveTasks>(new { SourceArn = ArnOf("dead") }))["Results"]![0]!;

    /// <summary>The task when it has ended: the clock moves on as long as it runs.</summary>
    async Task<JsonNode> EndedAsync()
    {
        while (true)
        {
            var task = await LatestAsync();
            if (task.At("Status") != "RUNNING")
                return task;
            Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
