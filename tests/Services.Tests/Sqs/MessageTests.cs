using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sqs;

sealed class MessageTests : QueueTest
{
    [Test]
    public async Task SendMessage_puts_a_message_that_ReceiveMessage_gets_with_its_attributes()
    {
        var url = await QueueAsync("orders");
        var sent = await CallAsync<SendMessage>(
            new
            {
                QueueUrl = url,
                MessageBody = "hello",
                MessageAttributes = new { colour = new { DataType = "String", StringValue = "blue" } },
            }
        );
        var message = (await ReceiveAsync(url))[0]!;
        Assert.That(
            (message.At("MessageId"), message.At("Body"), message.At("MessageAttributes/colour/StringValue")),
            Is.EqualTo((sent.At("MessageId"), "hello", "blue"))
        );
        Assert.That(
            (sent.At("MD5OfMessageBody"), message.At("MD5OfBody"), message.At("Attributes/ApproximateReceiveCount")),
            Is.EqualTo(("5d41402abc4b2a76b9719d911017c592", "5d41402abc4b2a76b9719d911017c592", "1"))
        );
        Assert.That(message.At("MD5OfMessageAttributes"), Is.EqualTo(sent.At("MD5OfMessageAttributes")));
    }

    [Test]
    public async Task SendMessage_delays_a_message()
    {
        var url = await QueueAsync("orders");
        await CallAsync<SendMessage>(
            new
            {
                QueueUrl = url,
                MessageBody = "later",
                DelaySeconds = 30,
            }
        );
        Assert.That(await ReceiveAsync(url), Is.Empty);
        Assert.That(await AttributeAsync(url, "ApproximateNumberOfMessagesDelayed"), Is.EqualTo("1"));
        Cloud.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "later" }));
    }

    [Test]
    public async Task SendMessage_refuses_what_SQS_refuses()
    {
        var url = await QueueAsync("orders", new { MaximumMessageSize = "1024" });
        var fifo = await QueueAsync("orders.fifo", new { FifoQueue = "true" });
        await RefusedAsync<SendMessage>("MissingRequiredParameterException", new { QueueUrl = url, MessageBody = "" });
        var missing = await RefusedAsync<SendMessage>("MissingRequiredParameterException", new { QueueUrl = url });
        Assert.That(
            (missing.QueryCode, missing.Message),
            Is.EqualTo(("MissingParameter", "The request must contain the parameter MessageBody."))
        );
        await RefusedAsync<SendMessage>("InvalidParameterValueException", new { QueueUrl = url, MessageBody = new string('x', 1025) });
        await RefusedAsync<SendMessage>(
            "InvalidParameterValueException",
            new
            {
                QueueUrl = url,
                MessageBody = "x",
                DelaySeconds = 901,
            }
        );
        await RefusedAsync<SendMessage>(
            "InvalidParameterValueException",
            new
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageDeduplicationId = "1",
            }
        );
        await RefusedAsync<SendMessage>("MissingRequiredParameterException", new { QueueUrl = fifo, MessageBody = "x" });
        await RefusedAsync<SendMessage>(
            "InvalidParameterValueException",
            new
            {
                QueueUrl = fifo,
                MessageBody = "x",
                MessageGroupId = "g",
            }
        );
        await RefusedAsync<SendMessage>("QueueDoesNotExist", new { QueueUrl = Url("none"), MessageBody = "x" });
        Assert.That(await ReceiveAsync(url), Is.Empty);
    }

    [Test]
    public async Task A_fifo_queue_takes_nothing_twice_within_five_minutes()
    {
        var url = await QueueAsync("orders.fifo", new { FifoQueue = "true", ContentBasedDeduplication = "true" });
        var message = new
        {
            QueueUrl = url,
            MessageBody = "once",
            MessageGroupId = "g",
        };
        var first = await CallAsync<SendMessage>(message);
        Assert.That((await CallAsync<SendMessage>(message)).At("MessageId"), Is.EqualTo(first.At("MessageId")));
        Cloud.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await CallAsync<SendMessage>(message)).At("MessageId"), Is.Not.EqualTo(first.At("MessageId")));
    }

    [Test]
    public async Task ReceiveMessage_hides_a_message_until_its_visibility_timeout_is_over()
    {
        var url = await QueueAsync("orders", new { VisibilityTimeout = "10" });
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "again" });
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "again" }));
        Cloud.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.That(await BodiesAsync(url), Is.Empty);
        Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await ReceiveAsync(url))[0]!.At("Attributes/ApproximateReceiveCount"), Is.EqualTo("2"));
    }

    [Test]
    public async Task ReceiveMessage_waits_for_a_message_to_come()
    {
        var url = await QueueAsync("orders");
        var received = CallAsync<ReceiveMessage>(new { QueueUrl = url, WaitTimeSeconds = 20 });
        Assert.That(received.IsCompleted, Is.False);
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "at last" });
        Assert.That((await received).At("Messages/0/Body"), Is.EqualTo("at last"));
    }

    [Test]
    public async Task A_message_that_comes_before_the_wait_begins_ends_the_wait()
    {
        var url = await QueueAsync("orders");
        var content = Cloud.Get<QueueStore>().ContentOf(Cloud.Get<QueueStore>().ByUrl(url));
        var arrival = content.Arrival;
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "between" });
        await content.WaitAsync(arrival, TimeSpan.FromSeconds(20), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Test]
    public async Task ReceiveMessage_gives_up_after_the_time_that_it_was_to_wait()
    {
        var received = CallAsync<ReceiveMessage>(new { QueueUrl = await QueueAsync("orders"), WaitTimeSeconds = 20 });
        Cloud.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That((await received)["Messages"], Is.Null);
    }

    [Test]
    public async Task ReceiveMessage_forgets_messages_older_than_the_retention_period()
    {
        var url = await QueueAsync("orders", new { MessageRetentionPeriod = "60" });
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "old" });
        Cloud.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.That(await ReceiveAsync(url), Is.Empty);
    }

    [Test]
    public async Task ReceiveMessage_moves_a_message_that_was_received_too_often_to_the_dead_letters()
    {
        var dead = await QueueAsync("dead");
        var url = await QueueAsync("orders", new { VisibilityTimeout = "0", RedrivePolicy = RedriveTo("dead", 2) });
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "poison" });
        for (var i = 0; i < 2; i++)
            Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "poison" }));
        Assert.That(await ReceiveAsync(url), Is.Empty);
        var message = (await ReceiveAsync(dead))[0]!;
        Assert.That(
            (message.At("Body"), message.At("Attributes/DeadLetterQueueSourceArn")),
            Is.EqualTo(("poison", $"arn:aws:sqs:{Region}:{Account}:orders"))
        );
    }

    [TestCase(0, 0)]
    [TestCase(11, 0)]
    [TestCase(1, 21)]
    public async Task ReceiveMessage_refuses_a_number_out_of_its_range(int most, int wait) =>
        await RefusedAsync<ReceiveMessage>(
            "InvalidParameterValueException",
            new
            {
                QueueUrl = await QueueAsync("orders"),
                MaxNumberOfMessages = most,
                WaitTimeSeconds = wait,
            }
        );

    [Test]
    public async Task DeleteMessage_takes_a_received_message_away_and_once_more_is_no_error()
    {
        var url = await QueueAsync("orders", new { VisibilityTimeout = "0" });
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "done" });
        var receipt = (await ReceiveAsync(url))[0]!.At("ReceiptHandle");
        for (var i = 0; i < 2; i++)
            await CallAsync<DeleteMessage>(new { QueueUrl = url, ReceiptHandle = receipt });
        Assert.That(await ReceiveAsync(url), Is.Empty);
    }

    [Test]
    public Task DeleteMessage_of_no_queue_is_QueueDoesNotExist() =>
        RefusedAsync<DeleteMessage>("QueueDoesNotExist", new { QueueUrl = Url("none"), ReceiptHandle = "r" });

    [Test]
    public async Task ChangeMessageVisibility_to_0_shows_the_message_again()
    {
        var url = await QueueAsync("orders");
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "again" });
        await CallAsync<ChangeMessageVisibility>(
            new
            {
                QueueUrl = url,
                ReceiptHandle = (await ReceiveAsync(url))[0]!.At("ReceiptHandle"),
                VisibilityTimeout = 0,
            }
        );
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "again" }));
    }

    [Test]
    public async Task ChangeMessageVisibility_refuses_a_message_that_is_not_in_flight_and_a_time_out_of_range()
    {
        var url = await QueueAsync("orders", new { VisibilityTimeout = "1" });
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "x" });
        var receipt = (await ReceiveAsync(url))[0]!.At("ReceiptHandle");
        await RefusedAsync<ChangeMessageVisibility>(
            "InvalidParameterValueException",
            new
            {
                QueueUrl = url,
                ReceiptHandle = receipt,
                VisibilityTimeout = 43_201,
            }
        );
        await CallAsync<DeleteMessage>(new { QueueUrl = url, ReceiptHandle = receipt });
        await RefusedAsync<ChangeMessageVisibility>(
            "InvalidParameterValueException",
            new
            {
                QueueUrl = url,
                ReceiptHandle = receipt,
                VisibilityTimeout = 5,
            }
        );
        await RefusedAsync<ChangeMessageVisibility>(
            "ReceiptHandleIsInvalid",
            new
            {
                QueueUrl = url,
                ReceiptHandle = "garbage",
                VisibilityTimeout = 5,
            }
        );
        await RefusedAsync<DeleteMessage>("ReceiptHandleIsInvalid", new { QueueUrl = url, ReceiptHandle = "garbage" });
    }

    [Test]
    public async Task ChangeMessageVisibility_hides_a_message_again_whose_time_is_over()
    {
        var url = await QueueAsync("orders", new { VisibilityTimeout = "1" });
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "x" });
        var receipt = (await ReceiveAsync(url))[0]!.At("ReceiptHandle");
        Cloud.Clock.Advance(TimeSpan.FromSeconds(2));
        await CallAsync<ChangeMessageVisibility>(
            new
            {
                QueueUrl = url,
                ReceiptHandle = receipt,
                VisibilityTimeout = 5,
            }
        );
        Assert.That(await ReceiveAsync(url), Is.Empty);
    }

    [Test]
    public async Task A_message_keeps_its_receive_count_among_the_dead_letters()
    {
        var dead = await QueueAsync("dead");
        var url = await QueueAsync("orders", new { VisibilityTimeout = "0", RedrivePolicy = RedriveTo("dead", 1) });
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "poison" });
        await ReceiveAsync(url);
        await ReceiveAsync(url);
        Assert.That((await ReceiveAsync(dead))[0]!.At("Attributes/ApproximateReceiveCount"), Is.EqualTo("2"));
    }

    [Test]
    public async Task SendMessage_counts_the_attributes_and_refuses_names_and_characters_that_SQS_refuses()
    {
        var url = await QueueAsync("orders", new { MaximumMessageSize = "1024" });
        async Task RefusedWithAsync(string code, string body, string name, string type, string value) =>
            await RefusedAsync<SendMessage>(
                code,
                new
                {
                    QueueUrl = url,
                    MessageBody = body,
                    MessageAttributes = new Dictionary<string, object> { [name] = new { DataType = type, StringValue = value } },
                }
            );
        const string invalid = "InvalidParameterValueException";
        await RefusedWithAsync(invalid, new string('x', 1017), "k", "String", "x");
        await RefusedWithAsync(invalid, "x", "AWS.name", "String", "x");
        await RefusedWithAsync(invalid, "x", "ends.", "String", "x");
        await RefusedWithAsync(invalid, "x", "name", "Text", "x");
        await RefusedWithAsync(invalid, "x", "name", "String", "");
        await RefusedWithAsync(invalid, "x", "name", "String", "a\u0008b");
        await RefusedWithAsync("InvalidMessageContents", "a\u0001b", "name", "String", "x");
    }

    [Test]
    public async Task An_earlier_receipt_handle_deletes_the_message_of_a_standard_queue()
    {
        var url = await QueueAsync("orders", new { VisibilityTimeout = "0" });
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "x" });
        var first = (await ReceiveAsync(url))[0]!.At("ReceiptHandle");
        Assert.That((await ReceiveAsync(url))[0]!.At("ReceiptHandle"), Is.Not.EqualTo(first));
        await CallAsync<DeleteMessage>(new { QueueUrl = url, ReceiptHandle = first });
        Assert.That(await ReceiveAsync(url), Is.Empty);
    }
}
