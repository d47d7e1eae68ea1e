using System.Net;
using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

sealed class TopicTests : CloudFixture
{
    [Test]
    public async Task A_page_of_this_machine_confirms_and_is_told()
    {
        using var page = new Page();
        var topic = await TopicAsync("news");
        await Root.FormAsync("sns", "Subscribe", ("TopicArn", topic), ("Protocol", "http"), ("Endpoint", page.Address));
        var (type, asked) = await page.NextAsync();
        Assert.That(
            (type, (string?)asked["Type"], (string?)asked["TopicArn"]),
            Is.EqualTo(("SubscriptionConfirmation", "SubscriptionConfirmation", topic))
        );
        await Root.FormAsync("sns", "Publish", ("TopicArn", topic), ("Message", "before"));
        var confirmed = await WireClient.SendAsync(new(HttpMethod.Get, (string)asked["SubscribeURL"]!));
        Assert.That(confirmed.Body, Does.Contain($"<SubscriptionArn>{topic}:"));
        await Root.FormAsync("sns", "Publish", ("TopicArn", topic), ("Message", "after"), ("Subject", "s"));
        var (kind, told) = await page.NextAsync();
        Assert.That(
            (kind, (string?)told["Message"], (string?)told["Subject"]),
            Is.EqualTo(("Notification", "after", "s")),
            "nothing comes before it is confirmed"
        );
        var ended = await WireClient.SendAsync(new(HttpMethod.Get, (string)told["UnsubscribeURL"]!));
        Assert.That(ended.Status, Is.EqualTo(200), ended.Body);
        Assert.That((await Root.QueryAsync("sns", "ListSubscriptionsByTopic", ("TopicArn", topic))).Body, Does.Not.Contain(page.Address));
    }

    [Test]
    public async Task A_page_elsewhere_is_refused()
    {
        var refused = await Root.QueryAsync(
            "sns",
            "Subscribe",
            ("TopicArn", await TopicAsync("leak")),
            ("Protocol", "https"),
            ("Endpoint", "https://example.com/hook")
        );
        Assert.That((refused.Status, refused.Code), Is.EqualTo((400, "InvalidParameter")));
        Assert.That(refused.Message, Does.Contain("be on this machine; https://example.com/hook is not"));
    }

    [Test]
    public async Task A_filter_lets_through_what_it_names()
    {
        var topic = await TopicAsync("filtered");
        await OpenQueueAsync("blue");
        await Root.FormAsync(
            "sns",
            "Subscribe",
            ("TopicArn", topic),
            ("Protocol", "sqs"),
            ("Endpoint", Queue("blue")),
            ("Attributes.entry.1.key", "FilterPolicy"),
            ("Attributes.entry.1.value", """{"color":["blue"],"size":[{"numeric":[">",2]}]}"""),
            ("Attributes.entry.2.key", "RawMessageDelivery"),
            ("Attributes.entry.2.value", "true")
        );
        foreach (
            var (message, color, size) in ((string, string, string)[])[("red", "red", "3"), ("small", "blue", "1"), ("right", "blue", "3")]
        )
            await Root.FormAsync(
                "sns",
                "Publish",
                ("TopicArn", topic),
                ("Message", message),
                ("MessageAttributes.entry.1.Name", "color"),
                ("MessageAttributes.entry.1.Value.DataType", "String"),
                ("MessageAttributes.entry.1.Value.StringValue", color),
                ("MessageAttributes.entry.2.Name", "size"),
                ("MessageAttributes.entry.2.Value.DataType", "Number"),
                ("MessageAttributes.entry.2.Value.StringValue", size)
            );
        Assert.That(await NextMessageAsync("blue"), Is.EqualTo("right"));
    }

    [Test]
    public async Task What_cannot_be_delivered_goes_to_the_dead_letters()
    {
        var topic = await TopicAsync("hopeless");
        await OpenQueueAsync("letters");
        await Root.CallAsync("sqs", "CreateQueue", new { QueueName = "closed" });
        await Root.FormAsync(
            "sns",
            "Subscribe",
            ("TopicArn", topic),
            ("Protocol", "sqs"),
            ("Endpoint", Queue("closed")),
            ("Attributes.entry.1.key", "RedrivePolicy"),
            ("Attributes.entry.1.value", $$"""{"deadLetterTargetArn":"{{Queue("letters")}}"}""")
        );
        await Root.FormAsync("sns", "Publish", ("TopicArn", topic), ("Message", "lost"));
        Assert.That((string?)JsonNode.Parse(await NextMessageAsync("letters"))!["Message"], Is.EqualTo("lost"));
    }

    [Test]
    public async Task A_rules_target_that_fails_leaves_its_event_in_the_dead_letters()
    {
        await OpenQueueAsync("events");
        await Root.CallAsync("sqs", "CreateQueue", new { QueueName = "shut" });
        await Root.CallAsync("events", "PutRule", new { Name = "all", EventPattern = """{"source":["class"]}""" });
        await Root.CallAsync(
            "events",
            "PutTargets",
            new
            {
                Rule = "all",
                Targets = new[]
                {
                    new
                    {
                        Id = "q",
                        Arn = Queue("shut"),
                        DeadLetterConfig = new { Arn = Queue("events") },
                    },
                },
            }
        );
        await Root.CallAsync(
            "events",
            "PutEvents",
            new
            {
                Entries = new[]
                {
                    new
                    {
                        Source = "class",
                        DetailType = "d",
                        Detail = """{"n":1}""",
                    },
                },
            }
        );
        var letter = JsonNode.Parse(await NextMessageAsync("events"))!;
        Assert.That(((string?)letter["source"], (int)letter["detail"]!["n"]!), Is.EqualTo(("class", 1)));
    }

    async Task<string> TopicAsync(string name) =>
        (await Root.FormAsync("sns", "CreateTopic", ("Name", name))).Descendants().First(node => node.Name.LocalName == "TopicArn").Value;

    static string Queue(string name) => $"arn:aws:sqs:us-east-1:{Account}:{name}";

    /// <summary>A web page that keeps what is posted to it.</summary>
    sealed class Page : IDisposable
    {
        readonly HttpListener listener = new();

        public Page()
        {
            using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hook/";
            free.Stop();
            listener.Prefixes.Add(Address);
            listener.Start();
        }

        public string Address { get; }

        public async Task<(string Type, JsonNode Body)> NextAsync()
        {
            var context = await listener.GetContextAsync().WaitAsync(TimeSpan.FromMinutes(1));
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            context.Response.Close();
            return (context.Request.Headers["x-amz-sns-message-type"]!, JsonNode.Parse(body)!);
        }

        public void Dispose() => listener.Close();
    }
}
