using System.Text.Json.Nodes;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sqs;

/// <summary>The order of messages and groups in FIFO queues, as it was recorded on AWS.</summary>
sealed class FifoTests : QueueTest
{
    [Test]
    public async Task A_batch_has_the_messages_of_one_group_before_those_of_the_next()
    {
        var url = await GivenQueueAsync(30, "a:1", "b:1", "a:2", "a:3");
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "a:1", "a:2", "a:3", "b:1" }));
    }

    [Test]
    public async Task A_group_whose_message_is_in_flight_waits_and_then_comes_after_the_others()
    {
        var url = await GivenQueueAsync(1, "a:1", "a:2", "a:3", "b:1", "c:1");
        Assert.That((await ReceiveAsync(url, most: 2)).Count, Is.EqualTo(2));
        Assert.That((await ReceiveAsync(url, most: 1))[0]!.At("Body"), Is.EqualTo("b:1"));
        Cloud.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "c:1", "a:1", "a:2", "a:3", "b:1" }));
    }

    [Test]
    public async Task A_message_that_is_hidden_longer_hides_those_behind_it_in_its_group_and_none_before_it()
    {
        var url = await GivenQueueAsync(1, "a:1", "a:2", "a:3");
        var second = (await ReceiveAsync(url))[1]!.At("ReceiptHandle");
        await CallAsync<ChangeMessageVisibility>(
            new
            {
                QueueUrl = url,
                ReceiptHandle = second,
                VisibilityTimeout = 4,
            }
        );
        Cloud.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "a:1" }));
    }

    [Test]
    public async Task A_receipt_handle_expires_with_the_visibility_timeout()
    {
        var url = await GivenQueueAsync(1, "a:1");
        var receipt = (await ReceiveAsync(url))[0]!.At("ReceiptHandle");
        Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
        var refused = await RefusedAsync<DeleteMessage>("InvalidParameterValueException", new { QueueUrl = url, ReceiptHandle = receipt });
        Assert.That(
            refused.Message,
            Is.EqualTo($"Value {receipt} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.")
        );
    }

    [Test]
    public async Task A_deleted_message_ends_the_wait_for_its_group()
    {
        var url = await GivenQueueAsync(60, "a:1", "a:2");
        var first = (await ReceiveAsync(url, most: 1))[0]!.At("ReceiptHandle");
        var waiting = CallAsync<ReceiveMessage>(new { QueueUrl = url, WaitTimeSeconds = 20 });
        await CallAsync<DeleteMessage>(new { QueueUrl = url, ReceiptHandle = first });
        Assert.That((await waiting).At("Messages/0/Body"), Is.EqualTo("a:2"));
    }

    [Test]
    public async Task PurgeQueue_forgets_the_deduplication_ids_and_is_allowed_once_a_minute()
    {
        var url = await GivenQueueAsync(30, "a:1");
        await CallAsync<PurgeQueue>(new { QueueUrl = url });
        await SendAsync(url, "a:1");
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "a:1" }));
        var refused = await RefusedAsync<PurgeQueue>("PurgeQueueInProgress", new { QueueUrl = url });
        Assert.That(refused.Status, Is.EqualTo(403));
        Cloud.Clock.Advance(TimeSpan.FromSeconds(60));
        await CallAsync<PurgeQueue>(new { QueueUrl = url });
    }

    [Test]
    public async Task A_delay_of_0_is_allowed_and_stands_for_the_delay_of_the_queue()
    {
        var url = await QueueAsync("delayed.fifo", new { FifoQueue = "true", DelaySeconds = "5" });
        await CallAsync<SendMessage>(
            new
            {
                QueueUrl = url,
                MessageBody = "x",
                DelaySeconds = 0,
                MessageGroupId = "g",
                MessageDeduplicationId = "d",
            }
        );
        Assert.That(await ReceiveAsync(url), Is.Empty);
    }

    [TestCase("queue", 1)]
    [TestCase("messageGroup", 2)]
    public async Task Deduplication_is_for_the_queue_or_for_each_group(string scope, int received)
    {
        var url = await QueueAsync("scoped.fifo", new { FifoQueue = "true", DeduplicationScope = scope });
        foreach (var group in (string[])["a", "b"])
            await CallAsync<SendMessage>(
                new
                {
                    QueueUrl = url,
                    MessageBody = group,
                    MessageGroupId = group,
                    MessageDeduplicationId = "same",
                }
            );
        Assert.That(await ReceiveAsync(url), Has.Count.EqualTo(received));
    }

    [TestCase("FifoQueue", "false", "Unknown Attribute FifoQueue.")]
    [TestCase("ContentBasedDeduplication", "true", "Unknown Attribute ContentBasedDeduplication.")]
    [TestCase("DeduplicationScope", "queue", "You can specify the DeduplicationScope only when FifoQueue is set to true.")]
    public async Task CreateQueue_refuses_attributes_of_FIFO_queues_for_a_standard_queue(string name, string value, string message)
    {
        var attributes = new Dictionary<string, string> { [name] = value };
        var refused = await RefusedAsync<CreateQueue>("InvalidAttributeName", new { QueueName = "orders", Attributes = attributes });
        Assert.That(refused.Message, Is.EqualTo(message));
    }

    [Test]
    public async Task The_suffix_of_FIFO_queues_and_the_attribute_FifoQueue_belong_together()
    {
        await RefusedAsync<CreateQueue>("InvalidParameterValueException", new { QueueName = "orders.fifo" });
        await RefusedAsync<CreateQueue>(
            "InvalidParameterValueException",
            new { QueueName = "orders", Attributes = new { FifoQueue = "true" } }
        );
        var url = await QueueAsync("orders.fifo", new { FifoQueue = "True" });
        Assert.That(await AttributeAsync(url, "FifoQueue"), Is.EqualTo("true"));
    }

    /// <summary>A FIFO queue with messages; the text before the colon is the group.</summary>
    async Task<string> GivenQueueAsync(int visibility, params string[] messages)
    {
        var url = await QueueAsync(
            "orders.fifo",
            new
            {
                FifoQueue = "true",
                ContentBasedDeduplication = "true",
                VisibilityTimeout = $"{visibility}",
            }
        );
        foreach (var message in messages)
            await SendAsync(url, message);
        return url;
    }

    Task<JsonNode> SendAsync(string url, string message) =>
        CallAsync<SendMessage>(
            new
            {
                QueueUrl = url,
                MessageBody = message,
                MessageGroupId = message.Split(':')[0],
            }
        );
}
