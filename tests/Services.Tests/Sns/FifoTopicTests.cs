using System.Text.Json.Nodes;
using Classroom.Cloud.Sns;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sns;

/// <summary>FIFO topics as they were recorded on AWS.</summary>
sealed class FifoTopicTests : TopicTest
{
    [Test]
    public async Task A_message_reaches_a_standard_queue_with_a_sequence_number_and_without_a_signature()
    {
        var topic = await GivenTopicAsync();
        await SubscribeAsync(topic, "sqs", await OpenQueueAsync("inbox"));
        var sent = await PublishAsync(topic, "hello", "1");
        var message = JsonNode.Parse(await NextMessageAsync("inbox"))!;
        Assert.That((message.At("Message"), message.At("SequenceNumber")), Is.EqualTo(("hello", sent.At("SequenceNumber"))));
        Assert.That(
            (message.Maybe("Signature"), message.Maybe("SignatureVersion"), message.Maybe("SigningCertURL")),
            Is.EqualTo(((string?)null, (string?)null, (string?)null))
        );
    }

    [Test]
    public async Task A_repeated_deduplication_id_answers_as_before_and_delivers_nothing()
    {
        var topic = await GivenTopicAsync();
        await SubscribeAsync(topic, "sqs", await OpenQueueAsync("inbox"));
        var first = await PublishAsync(topic, "hello", "1");
        var second = await PublishAsync(topic, "again", "1");
        Assert.That((second.At("MessageId"), second.At("SequenceNumber")), Is.EqualTo((first.At("MessageId"), first.At("SequenceNumber"))));
        var third = await PublishAsync(topic, "other", "2");
        Assert.That(string.CompareOrdinal(third.At("SequenceNumber"), first.At("SequenceNumber")), Is.Positive);
        Assert.That(JsonNode.Parse(await NextMessageAsync("inbox"))!.At("Message"), Is.EqualTo("hello"));
        Assert.That(JsonNode.Parse(await NextMessageAsync("inbox"))!.At("Message"), Is.EqualTo("other"));
    }

    [Test]
    public async Task The_messages_of_a_group_reach_a_FIFO_queue_in_their_order()
    {
        const int most = 10;
        var topic = await GivenTopicAsync();
        await CallAsync<CreateQueue>(new { QueueName = "in.fifo", Attributes = new { FifoQueue = "true", Policy = Open } });
        await SubscribeAsync(topic, "sqs", $"arn:aws:sqs:{Region}:{Account}:in.fifo", new { RawMessageDelivery = "true" });
        var entries = Enumerable
            .Range(0, most)
            .Select(number => new
            {
                Id = $"{number}",
                Message = $"{number}",
                MessageGroupId = "g",
                MessageDeduplicationId = $"{number}",
            });
        await CallAsync<PublishBatch>(new { TopicArn = topic, PublishBatchRequestEntries = entries.ToArray() });
        var received = new List<string>();
        while (received.Count < most)
        {
            var url = $"http://x/{Account}/in.fifo";
            var message = (await CallAsync<ReceiveMessage>(new { QueueUrl = url, WaitTimeSeconds = 20 }))["Messages"]![0]!;
            received.Add(message.At("Body"));
            await CallAsync<DeleteMessage>(new { QueueUrl = url, ReceiptHandle = message.At("ReceiptHandle") });
        }
        Assert.That(received, Is.EqualTo(Enumerable.Range(0, most).Select(number => $"{number}")));
    }

    [Test]
    public async Task A_message_that_cannot_be_delivered_goes_to_the_dead_letters_as_it_would_have_come()
    {
        var topic = await GivenTopicAsync();
        await CallAsync<CreateQueue>(new { QueueName = "dead.fifo", Attributes = new { FifoQueue = "true", Policy = Open } });
        await SubscribeAsync(
            topic,
            "sqs",
            $"arn:aws:sqs:{Region}:{Account}:gone.fifo",
            new
            {
                RawMessageDelivery = "True",
                RedrivePolicy = $$"""{"deadLetterTargetArn":"arn:aws:sqs:{{Region}}:{{Account}}:dead.fifo"}""",
            }
        );
        await PublishAsync(topic, "hello", "1");
        Assert.That(await NextMessageAsync("dead.fifo"), Is.EqualTo("hello"));
    }

    [Test]
    public async Task The_dead_letters_of_a_FIFO_subscription_need_a_FIFO_queue()
    {
        var topic = await GivenTopicAsync();
        var refused = await RefusedAsync<Subscribe>(
            "InvalidParameter",
            new
            {
                TopicArn = topic,
                Protocol = "sqs",
                Endpoint = $"arn:aws:sqs:{Region}:{Account}:in.fifo",
                Attributes = new { RedrivePolicy = $$"""{"deadLetterTargetArn":"arn:aws:sqs:{{Region}}:{{Account}}:dead"}""" },
            }
        );
        Assert.That(
            refused.Message,
            Is.EqualTo("Invalid parameter: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.")
        );
    }

    const string Open =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}]}""";

    Task<string> GivenTopicAsync() => TopicAsync("orders.fifo", new { FifoTopic = "true" });

    Task<JsonNode> PublishAsync(string topic, string message, string deduplication) =>
        CallAsync<Publish>(
            new
            {
                TopicArn = topic,
                Message = message,
                MessageGroupId = "g",
                MessageDeduplicationId = deduplication,
            }
        );
}
