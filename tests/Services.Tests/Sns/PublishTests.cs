using System.Text.Json.Nodes;
using Classroom.Cloud.Sns;

namespace Classroom.Services.Tests.Sns;

sealed class PublishTests : TopicTest
{
    [Test]
    public async Task Publish_brings_a_message_to_a_queue()
    {
        var topic = await TopicAsync("orders");
        await SubscribeAsync(topic, "sqs", await OpenQueueAsync("inbox"));
        var published = await CallAsync<Publish>(
            new
            {
                TopicArn = topic,
                Message = "hello",
                Subject = "Greeting",
            }
        );
        var notice = JsonNode.Parse(await NextMessageAsync("inbox"))!;
        Assert.That(
            (notice.At("Type"), notice.At("MessageId"), notice.At("Message"), notice.At("Subject"), notice.At("TopicArn")),
            Is.EqualTo(("Notification", published.At("MessageId"), "hello", "Greeting", topic))
        );
    }

    [Test]
    public async Task Publish_asks_the_filter_of_a_subscription()
    {
        var topic = await TopicAsync("orders");
        await SubscribeAsync(
            topic,
            "sqs",
            await OpenQueueAsync("inbox"),
            new { RawMessageDelivery = "true", FilterPolicy = """{"kind":["new"]}""" }
        );
        foreach (var kind in (string[])["old", "new"])
            await CallAsync<Publish>(
                new
                {
                    TopicArn = topic,
                    Message = kind,
                    MessageAttributes = new { kind = new { DataType = "String", StringValue = kind } },
                }
            );
        Assert.That(await NextMessageAsync("inbox"), Is.EqualTo("new"));
    }

    [Test]
    public async Task Publish_chooses_the_text_for_the_protocol()
    {
        var topic = await TopicAsync("orders");
        await SubscribeAsync(topic, "sqs", await OpenQueueAsync("inbox"), new { RawMessageDelivery = "true" });
        await CallAsync<Publish>(
            new
            {
                TopicArn = topic,
                Message = """{"default":"all","sqs":"queues"}""",
                MessageStructure = "json",
            }
        );
        Assert.That(await NextMessageAsync("inbox"), Is.EqualTo("queues"));
    }

    [Test]
    public async Task Publish_refuses_what_SNS_refuses()
    {
        var (topic, fifo) = (await TopicAsync("orders"), await TopicAsync("orders.fifo", new { FifoTopic = "true" }));
        await RefusedAsync<Publish>("NotFound", new { TopicArn = NoTopic, Message = "x" });
        await RefusedAsync<Publish>("InvalidParameter", new { Message = "x" });
        await RefusedAsync<Publish>("InvalidParameter", new { TopicArn = topic, Message = "" });
        await RefusedAsync<Publish>("InvalidParameter", new { TopicArn = topic, Message = new string('x', 262_145) });
        await RefusedAsync<Publish>(
            "InvalidParameter",
            new
            {
                TopicArn = topic,
                Message = "x",
                Subject = new string('s', 101),
            }
        );
        await RefusedAsync<Publish>(
            "InvalidParameter",
            new
            {
                TopicArn = topic,
                Message = "x",
                MessageStructure = "json",
            }
        );
        await RefusedAsync<Publish>(
            "InvalidParameter",
            new
            {
                TopicArn = topic,
                Message = """{"sqs":"x"}""",
                MessageStructure = "json",
            }
        );
        await RefusedAsync<Publish>(
            "ParameterValueInvalid",
            new
            {
                TopicArn = topic,
                Message = "x",
                MessageAttributes = new { a = new { DataType = "Colour", StringValue = "blue" } },
            }
        );
        await RefusedAsync<Publish>("InvalidParameter", new { TopicArn = fifo, Message = "x" });
        await RefusedAsync<Publish>(
            "InvalidParameter",
            new
            {
                TopicArn = fifo,
                Message = "x",
                MessageGroupId = "g",
            }
        );
    }

    [Test]
    public async Task PublishBatch_publishes_all_messages_or_none()
    {
        var topic = await TopicAsync("orders");
        await SubscribeAsync(topic, "sqs", await OpenQueueAsync("inbox"), new { RawMessageDelivery = "true" });
        await RefusedAsync<PublishBatch>("InvalidParameter", Batch(topic, ("good", "hello"), ("bad", "")));
        var published = await CallAsync<PublishBatch>(Batch(topic, ("first", "one"), ("second", "two")));
        Assert.That(published.Each("Successful/*/Id"), Is.EqualTo(new[] { "first", "second" }));
        // A standard topic delivers in any order.
        Assert.That(new[] { await NextMessageAsync("inbox"), await NextMessageAsync("inbox") }, Is.EquivalentTo(new[] { "one", "two" }));
    }

    [Test]
    public async Task PublishBatch_refuses_batches_that_are_empty_too_long_or_ambiguous()
    {
        var topic = await TopicAsync("orders");
        await RefusedAsync<PublishBatch>("EmptyBatchRequest", Batch(topic));
        await RefusedAsync<PublishBatch>(
            "TooManyEntriesInBatchRequest",
            Batch(topic, [.. Enumerable.Range(0, 11).Select(id => ($"{id}", "x"))])
        );
        await RefusedAsync<PublishBatch>("BatchEntryIdsNotDistinct", Batch(topic, ("a", "x"), ("a", "y")));
    }

    static object Batch(string topic, params (string Id, string Message)[] entries) =>
        new { TopicArn = topic, PublishBatchRequestEntries = entries.Select(entry => new { entry.Id, entry.Message }).ToArray() };
}
