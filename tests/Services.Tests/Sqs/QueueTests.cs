using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sqs;

sealed class QueueTests : QueueTest
{
    [Test]
    public async Task CreateQueue_makes_a_queue_with_its_attributes()
    {
        var made = await CallAsync<CreateQueue>(new { QueueName = "orders", Attributes = new { VisibilityTimeout = "7" } });
        Assert.That(made.At("QueueUrl"), Does.EndWith($"/{Account}/orders"));
        Assert.That(await AttributeAsync(made.At("QueueUrl"), "VisibilityTimeout"), Is.EqualTo("7"));
    }

    [Test]
    public async Task CreateQueue_twice_with_the_same_attributes_is_the_same_queue()
    {
        var first = await QueueAsync("orders", new { DelaySeconds = "5" });
        Assert.That(await QueueAsync("orders", new { DelaySeconds = "5" }), Is.EqualTo(first));
        Assert.That((await CallAsync<ListQueues>()).Each("QueueUrls/*"), Is.EqualTo(new[] { first }));
    }

    [Test]
    public async Task CreateQueue_twice_with_other_attributes_is_QueueNameExists()
    {
        await QueueAsync("orders", new { DelaySeconds = "5" });
        await RefusedAsync<CreateQueue>("QueueNameExists", new { QueueName = "orders", Attributes = new { DelaySeconds = "6" } });
    }

    [TestCase("no spaces")]
    [TestCase("")]
    [TestCase("a.b")]
    public Task CreateQueue_refuses_a_name(string name) =>
        RefusedAsync<CreateQueue>("InvalidParameterValueException", new { QueueName = name });

    [TestCase("VisibilityTimeout", "43201", "InvalidAttributeValue")]
    [TestCase("VisibilityTimeout", "soon", "InvalidAttributeValue")]
    [TestCase("Colour", "blue", "InvalidAttributeName")]
    [TestCase("Policy", "{", "InvalidAttributeValue")]
    [TestCase(
        "RedrivePolicy",
        """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:none","maxReceiveCount":3}""",
        "InvalidParameterValueException"
    )]
    public Task CreateQueue_refuses_an_attribute(string name, string value, string error) =>
        RefusedAsync<CreateQueue>(error, new { QueueName = "orders", Attributes = new Dictionary<string, string> { [name] = value } });

    [Test]
    public async Task A_user_waits_60_seconds_before_the_name_of_a_deleted_queue_is_free()
    {
        var user = await UserAsync("ann", Allow("sqs:*"));
        await CallAsync<DeleteQueue>(new { QueueUrl = await QueueAsync("orders") });
        await RefusedAsync<CreateQueue>("QueueDeletedRecently", new { QueueName = "orders" }, user);
        Cloud.Clock.Advance(TimeSpan.FromSeconds(60));
        await CallAsync<CreateQueue>(new { QueueName = "orders" }, user);
    }

    [Test]
    public async Task DeleteQueue_takes_the_queue_and_its_messages_away()
    {
        var url = await QueueAsync("orders");
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "lost" });
        await CallAsync<DeleteQueue>(new { QueueUrl = url });
        await RefusedAsync<GetQueueUrl>("QueueDoesNotExist", new { QueueName = "orders" });
        Assert.That(await ReceiveAsync(await QueueAsync("orders")), Is.Empty);
    }

    [Test]
    public Task DeleteQueue_of_no_queue_is_QueueDoesNotExist() =>
        RefusedAsync<DeleteQueue>("QueueDoesNotExist", new { QueueUrl = Url("none") });

    [Test]
    public async Task GetQueueUrl_finds_a_queue_by_its_name()
    {
        var url = await QueueAsync("orders");
        Assert.That((await CallAsync<GetQueueUrl>(new { QueueName = "orders" })).At("QueueUrl"), Is.EqualTo(url));
    }

    [Test]
    public Task GetQueueUrl_of_no_queue_is_QueueDoesNotExist() =>
        RefusedAsync<GetQueueUrl>("QueueDoesNotExist", new { QueueName = "none" });

    [Test]
    public async Task ListQueues_lists_by_prefix_and_in_pages()
    {
        foreach (var name in (string[])["a1", "a2", "a3", "b1"])
            await QueueAsync(name);
        var first = await CallAsync<ListQueues>(new { QueueNamePrefix = "a", MaxResults = 2 });
        var second = await CallAsync<ListQueues>(
            new
            {
                QueueNamePrefix = "a",
                MaxResults = 2,
                NextToken = first.At("NextToken"),
            }
        );
        Assert.That(first.Each("QueueUrls/*"), Is.EqualTo(new[] { Url("a1"), Url("a2") }));
        Assert.That(second.Each("QueueUrls/*"), Is.EqualTo(new[] { Url("a3") }));
    }

    [Test]
    public Task ListQueues_refuses_a_token_that_was_not_given_out() =>
        RefusedAsync<ListQueues>("InvalidParameterValue", new { NextToken = "made up" });

    [Test]
    public async Task GetQueueAttributes_answers_what_is_asked_for()
    {
        var url = await QueueAsync("orders");
        var asked = await CallAsync<GetQueueAttributes>(new { QueueUrl = url, AttributeNames = new[] { "QueueArn", "DelaySeconds" } });
        Assert.That(
            asked["Attributes"]!.ToJsonString(),
            Is.EqualTo($$"""{"QueueArn":"arn:aws:sqs:{{Region}}:{{Account}}:orders","DelaySeconds":"0"}""")
        );
    }

    [Test]
    public async Task GetQueueAttributes_refuses_a_name_that_no_attribute_has() =>
        await RefusedAsync<GetQueueAttributes>(
            "InvalidAttributeName",
            new { QueueUrl = await QueueAsync("orders"), AttributeNames = new[] { "Colour" } }
        );

    [Test]
    public async Task SetQueueAttributes_changes_them_and_an_empty_policy_takes_it_away()
    {
        var url = await QueueAsync(
            "orders",
            new { Policy = PolicyOf(Allow("sqs:*").Replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\"", StringComparison.Ordinal)) }
        );
        await CallAsync<SetQueueAttributes>(new { QueueUrl = url, Attributes = new { DelaySeconds = "9", Policy = "" } });
        var all = await CallAsync<GetQueueAttributes>(new { QueueUrl = url, AttributeNames = new[] { "All" } });
        Assert.That((all.At("Attributes/DelaySeconds"), all.Maybe("Attributes/Policy")), Is.EqualTo(("9", (string?)null)));
    }

    [Test]
    public async Task SetQueueAttributes_refuses_a_value_out_of_its_range() =>
        await RefusedAsync<SetQueueAttributes>(
            "InvalidAttributeValue",
            new { QueueUrl = await QueueAsync("orders"), Attributes = new { DelaySeconds = "901" } }
        );

    [Test]
    public async Task ListDeadLetterSourceQueues_lists_the_queues_whose_messages_end_here()
    {
        var dead = await QueueAsync("dead");
        var source = await QueueAsync("orders", new { RedrivePolicy = RedriveTo("dead", 3) });
        Assert.That(
            (await CallAsync<ListDeadLetterSourceQueues>(new { QueueUrl = dead })).Each("queueUrls/*"),
            Is.EqualTo(new[] { source })
        );
    }

    [Test]
    public async Task ListDeadLetterSourceQueues_goes_through_pages()
    {
        var dead = (await CallAsync<CreateQueue>(new { QueueName = "dead" })).At("QueueUrl");
        foreach (var name in (string[])["one", "two"])
            await CallAsync<CreateQueue>(
                new
                {
                    QueueName = name,
                    Attributes = new
                    {
                        RedrivePolicy = $$"""{"deadLetterTargetArn":"arn:aws:sqs:{{Region}}:{{Account}}:dead","maxReceiveCount":1}""",
                    },
                }
            );
        var first = await CallAsync<ListDeadLetterSourceQueues>(new { QueueUrl = dead, MaxResults = 1 });
        Assert.That(first.Each("queueUrls/*"), Is.EqualTo(new[] { Url("one") }));
        var second = await CallAsync<ListDeadLetterSourceQueues>(
            new
            {
                QueueUrl = dead,
                MaxResults = 1,
                NextToken = first.At("NextToken"),
            }
        );
        Assert.That((second.Each("queueUrls/*").Single(), second.Maybe("NextToken")), Is.EqualTo((Url("two"), (string?)null)));
    }

    [Test]
    public Task ListDeadLetterSourceQueues_of_no_queue_is_QueueDoesNotExist() =>
        RefusedAsync<ListDeadLetterSourceQueues>("QueueDoesNotExist", new { QueueUrl = Url("none") });

    [Test]
    public async Task PurgeQueue_empties_a_queue()
    {
        var url = await QueueAsync("orders");
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "gone" });
        await CallAsync<PurgeQueue>(new { QueueUrl = url });
        Assert.That(await AttributeAsync(url, "ApproximateNumberOfMessages"), Is.EqualTo("0"));
    }

    [Test]
    public Task PurgeQueue_of_no_queue_is_QueueDoesNotExist() =>
        RefusedAsync<PurgeQueue>("QueueDoesNotExist", new { QueueUrl = Url("none") });

    [Test]
    public async Task TagQueue_and_UntagQueue_change_what_ListQueueTags_lists()
    {
        var url = await QueueAsync("orders");
        await CallAsync<TagQueue>(new { QueueUrl = url, Tags = new { stage = "dev", owner = "ann" } });
        await CallAsync<UntagQueue>(new { QueueUrl = url, TagKeys = new[] { "owner" } });
        Assert.That((await CallAsync<ListQueueTags>(new { QueueUrl = url }))["Tags"]!.ToJsonString(), Is.EqualTo("""{"stage":"dev"}"""));
    }

    [Test]
    public async Task Tags_of_no_queue_are_QueueDoesNotExist()
    {
        await RefusedAsync<TagQueue>("QueueDoesNotExist", new { QueueUrl = Url("none"), Tags = new { a = "b" } });
        await RefusedAsync<UntagQueue>("QueueDoesNotExist", new { QueueUrl = Url("none"), TagKeys = new[] { "a" } });
        await RefusedAsync<ListQueueTags>("QueueDoesNotExist", new { QueueUrl = Url("none") });
    }

    [Test]
    public async Task A_user_may_only_what_a_policy_allows()
    {
        var (mine, other) = (await QueueAsync("ann-orders"), await QueueAsync("bob-orders"));
        var user = await UserAsync("ann", Allow("sqs:*", $"arn:aws:sqs:{Region}:{Account}:ann-*"));
        await CallAsync<PurgeQueue>(new { QueueUrl = mine }, user);
        await RefusedAsync<PurgeQueue>("AccessDeniedException", new { QueueUrl = other }, user);
    }
}
