using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Classroom.Cloud.Tests.Services;

sealed class QueueTests : CloudFixture
{
    [Test]
    public async Task A_fifo_queue_keeps_the_order_of_each_group_and_takes_nothing_twice()
    {
        var url = await QueueAsync("orders.fifo", new { FifoQueue = "true" });
        foreach (
            var (body, group, once) in ((string, string, string)[])
                [("a1", "a", "1"), ("a2", "a", "2"), ("b1", "b", "3"), ("a2 again", "a", "2")]
        )
            await Root.CallAsync(
                "sqs",
                "SendMessage",
                new
                {
                    QueueUrl = url,
                    MessageBody = body,
                    MessageGroupId = group,
                    MessageDeduplicationId = once,
                }
            );
        var first = (await ReceiveAsync(url, 1))[0];
        Assert.That((string?)first["Body"], Is.EqualTo("a1"));
        Assert.That(
            (await ReceiveAsync(url, 10)).Select(message => (string?)message["Body"]),
            Is.EqualTo(new[] { "b1" }),
            "a group waits for the message under way"
        );
        await Root.CallAsync("sqs", "DeleteMessage", new { QueueUrl = url, ReceiptHandle = (string?)first["ReceiptHandle"] });
        Assert.That((await ReceiveAsync(url, 10)).Select(message => (string?)message["Body"]), Is.EqualTo(new[] { "a2" }));
        var without = await Root.JsonAsync("sqs", "SendMessage", new { QueueUrl = url, MessageBody = "x" });
        Assert.That(without.Code, Does.EndWith("MissingRequiredParameterException"), without.Body);
    }

    [Test]
    public async Task A_message_received_too_often_goes_to_the_dead_letters()
    {
        await QueueAsync("dead", new { });
        var url = await QueueAsync(
            "alive",
            new
            {
                RedrivePolicy = $$"""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:{{Account}}:dead","maxReceiveCount":1}""",
                VisibilityTimeout = "0",
            }
        );
        await Root.CallAsync("sqs", "SendMessage", new { QueueUrl = url, MessageBody = "poison" });
        Assert.That(await ReceiveAsync(url, 1), Has.Count.EqualTo(1));
        Assert.That(await ReceiveAsync(url, 1), Is.Empty);
        var dead = (await ReceiveAsync($"http://x/{Account}/dead", 1))[0];
        Assert.That((string?)dead["Body"], Is.EqualTo("poison"));
        Assert.That((string?)dead["Attributes"]!["DeadLetterQueueSourceArn"], Is.EqualTo($"arn:aws:sqs:us-east-1:{Account}:alive"));
    }

    [Test]
    public async Task The_name_of_a_deleted_queue_is_the_roots_at_once_and_everybody_elses_after_a_minute()
    {
        var student = await UserAsync("waits", Allow("sqs:*", "*"));
        var url = await QueueAsync("short-lived", new { });
        await Root.CallAsync("sqs", "DeleteQueue", new { QueueUrl = url });
        var refused = await student.JsonAsync("sqs", "CreateQueue", new { QueueName = "short-lived" });
        Assert.That(
            (refused.Status, refused.Message),
            Is.EqualTo((400, "You must wait 60 seconds after deleting a queue before you can create another with the same name."))
        );
        await QueueAsync("short-lived", new { });
    }

    [Test]
    public async Task A_long_poll_is_answered_when_a_message_comes()
    {
        var url = await QueueAsync("patient", new { });
        var received = Root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = url, WaitTimeSeconds = 20 });
        await Task.Delay(300);
        Assert.That(received.IsCompleted, Is.False);
        await Root.CallAsync("sqs", "SendMessage", new { QueueUrl = url, MessageBody = "at last" });
        Assert.That((string?)(await received)["Messages"]![0]!["Body"], Is.EqualTo("at last"));
    }

    [Test]
    public async Task The_query_protocol_says_the_same()
    {
        var made = await Root.FormAsync(
            "sqs",
            "CreateQueue",
            ("QueueName", "old"),
            ("Attribute.1.Name", "VisibilityTimeout"),
            ("Attribute.1.Value", "7")
        );
        var url = Value(made, "QueueUrl");
        await Root.FormAsync(
            "sqs",
            "SendMessage",
            ("QueueUrl", url),
            ("MessageBody", "hello"),
            ("MessageAttribute.1.Name", "color"),
            ("MessageAttribute.1.Value.DataType", "String"),
            ("MessageAttribute.1.Value.StringValue", "blue")
        );
        var received = await Root.FormAsync(
            "sqs",
            "ReceiveMessage",
            ("QueueUrl", url),
            ("MessageAttributeName.1", "All"),
            ("MaxNumberOfMessages", "10")
        );
        Assert.That(
            (Value(received, "Body"), Value(received, "StringValue"), Value(received, "MD5OfBody")),
            Is.EqualTo(("hello", "blue", "5d41402abc4b2a76b9719d911017c592"))
        );
        await Root.FormAsync("sqs", "DeleteMessage", ("QueueUrl", url), ("ReceiptHandle", Value(received, "ReceiptHandle")));
        var attributes = await Root.FormAsync("sqs", "GetQueueAttributes", ("QueueUrl", url), ("AttributeName.1", "All"));
        var byName = attributes
            .Descendants()
            .Where(element => element.Name.LocalName == "Attribute")
            .ToDictionary(element => element.Elements().First().Value, element => element.Elements().Last().Value);
        Assert.That((byName["VisibilityTimeout"], byName["ApproximateNumberOfMessages"]), Is.EqualTo(("7", "0")));
        var missing = await Root.QueryAsync("sqs", "GetQueueUrl", ("QueueName", "nowhere"));
        Assert.That((missing.Status, missing.Code), Is.EqualTo((400, "AWS.SimpleQueueService.NonExistentQueue")), missing.Body);
    }

    static string Value(XDocument document, string element) => document.Descendants().First(node => node.Name.LocalName == element).Value;

    async Task<string> QueueAsync(string name, object attributes) =>
        (string)(await Root.CallAsync("sqs", "CreateQueue", new { QueueName = name, Attributes = attributes }))["QueueUrl"]!;

    async Task<List<JsonNode>> ReceiveAsync(string url, int most) =>
        [
            .. (
                (JsonArray?)
                    (
                        await Root.CallAsync(
                            "sqs",
                            "ReceiveMessage",
                            new
                            {
                                QueueUrl = url,
                                MaxNumberOfMessages = most,
                                AttributeNames = new[] { "All" },
                            }
                        )
                    )["Messages"]
                ?? []
            ).OfType<JsonNode>(),
        ];
}
