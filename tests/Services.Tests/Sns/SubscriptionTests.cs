using System.Text.Json.Nodes;
using Classroom.Cloud.Sns;

namespace Classroom.Services.Tests.Sns;

sealed class SubscriptionTests : TopicTest
{
    [Test]
    public async Task Subscribe_confirms_a_queue_at_once_and_an_address_later()
    {
        var topic = await TopicAsync("orders");
        var queue = await SubscribeAsync(topic, "sqs", await OpenQueueAsync("inbox"));
        var address = await CallAsync<Subscribe>(
            new
            {
                TopicArn = topic,
                Protocol = "email",
                Endpoint = "ann@example.com",
            }
        );
        Assert.That(
            (queue.StartsWith($"{topic}:", StringComparison.Ordinal), address.At("SubscriptionArn")),
            Is.EqualTo((true, "pending confirmation"))
        );
    }

    [TestCase("sqs", "inbox")]
    [TestCase("lambda", "handler")]
    [TestCase("email", "nobody")]
    [TestCase("http", "https://127.0.0.1/")]
    [TestCase("http", "http://example.com/")]
    [TestCase("carrier-pigeon", "loft")]
    [TestCase("sqs", "arn:aws:sqs:us-east-1:000000000000:inbox.fifo")]
    [TestCase("email", "")]
    public async Task Subscribe_refuses_an_endpoint(string protocol, string endpoint) =>
        await RefusedAsync<Subscribe>(
            "InvalidParameter",
            new
            {
                TopicArn = await TopicAsync("orders"),
                Protocol = protocol,
                Endpoint = endpoint,
            }
        );

    [Test]
    public async Task Subscribe_refuses_no_topic_and_another_subscription_of_the_same_endpoint()
    {
        var (topic, queue) = (await TopicAsync("orders"), await OpenQueueAsync("inbox"));
        await RefusedAsync<Subscribe>(
            "NotFound",
            new
            {
                TopicArn = NoTopic,
                Protocol = "sqs",
                Endpoint = queue,
            }
        );
        await SubscribeAsync(topic, "sqs", queue, new { RawMessageDelivery = "true" });
        await RefusedAsync<Subscribe>(
            "InvalidParameter",
            new
            {
                TopicArn = topic,
                Protocol = "sqs",
                Endpoint = queue,
                Attributes = new { RawMessageDelivery = "false" },
            }
        );
    }

    [Test]
    public async Task ConfirmSubscription_takes_the_token_that_was_sent()
    {
        var topic = await TopicAsync("orders");
        var subscription = await SubscribeAsync(topic, "email", "ann@example.com");
        var token = Cloud.Get<TopicStore>().Subscription(subscription).Token;
        var confirmed = await CallAsync<ConfirmSubscription>(new { TopicArn = topic, Token = token });
        Assert.That(confirmed.At("SubscriptionArn"), Is.EqualTo(subscription));
        Assert.That((await ShownAsync(subscription)).At("PendingConfirmation"), Is.EqualTo("false"));
    }

    [Test]
    public async Task ConfirmSubscription_refuses_another_token() =>
        await RefusedAsync<ConfirmSubscription>("InvalidParameter", new { TopicArn = await TopicAsync("orders"), Token = "guessed" });

    [Test]
    public async Task ListSubscriptions_lists_those_of_all_topics_and_ListSubscriptionsByTopic_those_of_one()
    {
        var (one, other) = (await TopicAsync("a"), await TopicAsync("b"));
        var queue = await OpenQueueAsync("inbox");
        var (first, second) = (await SubscribeAsync(one, "sqs", queue), await SubscribeAsync(other, "sqs", queue));
        Assert.That(
            (await CallAsync<ListSubscriptions>()).Each("Subscriptions/*/SubscriptionArn"),
            Is.EquivalentTo(new[] { first, second })
        );
        var ofOne = await CallAsync<ListSubscriptionsByTopic>(new { TopicArn = one });
        Assert.That(ofOne.Each("Subscriptions/*/SubscriptionArn"), Is.EqualTo(new[] { first }));
    }

    [Test]
    public async Task SetSubscriptionAttributes_changes_what_GetSubscriptionAttributes_shows()
    {
        var subscription = await SubscribeAsync(await TopicAsync("orders"), "sqs", await OpenQueueAsync("inbox"));
        await CallAsync<SetSubscriptionAttributes>(Attribute(subscription, "FilterPolicy", """{"kind":["new"]}"""));
        var shown = await ShownAsync(subscription);
        Assert.That((shown.At("FilterPolicy"), shown.At("FilterPolicyScope")), Is.EqualTo(("""{"kind":["new"]}""", "MessageAttributes")));
    }

    [TestCase("Colour", "blue")]
    [TestCase("RawMessageDelivery", "perhaps")]
    [TestCase("FilterPolicyScope", "Subject")]
    [TestCase("FilterPolicy", "[]")]
    [TestCase("FilterPolicy", """{"kind":"new"}""")]
    [TestCase("RedrivePolicy", "{}")]
    public async Task SetSubscriptionAttributes_refuses_an_attribute(string name, string value)
    {
        var subscription = await SubscribeAsync(await TopicAsync("orders"), "sqs", await OpenQueueAsync("inbox"));
        await RefusedAsync<SetSubscriptionAttributes>("InvalidParameter", Attribute(subscription, name, value));
    }

    [Test]
    public async Task Attributes_of_no_subscription_are_NotFound()
    {
        await RefusedAsync<GetSubscriptionAttributes>("NotFound", new { SubscriptionArn = $"{NoTopic}:1" });
        await RefusedAsync<SetSubscriptionAttributes>("NotFound", Attribute($"{NoTopic}:1", "RawMessageDelivery", "true"));
    }

    [Test]
    public async Task Unsubscribe_takes_a_subscription_away_and_once_more_is_no_error()
    {
        var topic = await TopicAsync("orders");
        var subscription = await SubscribeAsync(topic, "sqs", await OpenQueueAsync("inbox"));
        for (var i = 0; i < 2; i++)
            await CallAsync<Unsubscribe>(new { SubscriptionArn = subscription });
        Assert.That((await CallAsync<ListSubscriptionsByTopic>(new { TopicArn = topic })).Each("Subscriptions/*"), Is.Empty);
    }

    [Test]
    public Task Unsubscribe_refuses_what_is_no_arn() => RefusedAsync<Unsubscribe>("InvalidParameter", new { SubscriptionArn = "mine" });

    async Task<JsonNode> ShownAsync(string subscription) =>
        (await CallAsync<GetSubscriptionAttributes>(new { SubscriptionArn = subscription }))["Attributes"]!;

    static object Attribute(string subscription, string name, string value) =>
        new
        {
            SubscriptionArn = subscription,
            AttributeName = name,
            AttributeValue = value,
        };
}
