using System.Text.Json.Nodes;
using Classroom.Cloud.Sns;

namespace Classroom.Services.Tests.Sns;

sealed class TopicTests : TopicTest
{
    [Test]
    public async Task CreateTopic_makes_a_topic_and_the_same_once_more_is_the_same_topic()
    {
        var arn = await TopicAsync("orders");
        Assert.That(arn, Is.EqualTo($"arn:aws:sns:{Region}:{Account}:orders"));
        Assert.That(await TopicAsync("orders"), Is.EqualTo(arn));
    }

    [Test]
    public async Task CreateTopic_refuses_names_attributes_and_another_topic_of_the_name()
    {
        await RefusedAsync<CreateTopic>("InvalidParameter", new { Name = "no spaces" });
        await RefusedAsync<CreateTopic>("InvalidParameter", new { Name = "orders", Attributes = new { FifoTopic = "true" } });
        await RefusedAsync<CreateTopic>("InvalidParameter", new { Name = "orders", Attributes = new { Colour = "blue" } });
        await TopicAsync("orders", new { DisplayName = "Orders" });
        await RefusedAsync<CreateTopic>("InvalidParameter", new { Name = "orders", Attributes = new { DisplayName = "Others" } });
        await RefusedAsync<CreateTopic>("InvalidParameter", new { Name = "orders", Tags = new[] { new { Key = "a", Value = "b" } } });
    }

    [Test]
    public async Task DeleteTopic_takes_the_topic_and_its_subscriptions_away_and_once_more_is_no_error()
    {
        var arn = await TopicAsync("orders");
        await SubscribeAsync(arn, "email", "ann@example.com");
        for (var i = 0; i < 2; i++)
            await CallAsync<DeleteTopic>(new { TopicArn = arn });
        await RefusedAsync<GetTopicAttributes>("NotFound", new { TopicArn = arn });
        Assert.That((await CallAsync<ListSubscriptions>()).Each("Subscriptions/*"), Is.Empty);
    }

    [Test]
    public async Task DeleteTopic_refuses_what_is_no_arn_of_a_topic_and_finds_no_topic_behind_the_name_of_another()
    {
        var other = await TopicAsync("bob-orders");
        var user = await UserAsync("ann", Allow("sns:*", $"arn:aws:sns:{Region}:{Account}:ann-*"));
        await RefusedAsync<DeleteTopic>("InvalidParameter", new { TopicArn = "orders" });
        await RefusedAsync<DeleteTopic>("InvalidParameter", new { TopicArn = $"arn:aws:sns:{Region}:{Account}:ann-x:bob-orders" }, user);
        await CallAsync<GetTopicAttributes>(new { TopicArn = other });
    }

    [Test]
    public async Task ListTopics_lists_all_topics()
    {
        var arns = new[] { await TopicAsync("a"), await TopicAsync("b") };
        Assert.That((await CallAsync<ListTopics>()).Each("Topics/*/TopicArn"), Is.EqualTo(arns));
    }

    [Test]
    public async Task Lists_refuse_a_token_that_was_not_given_out()
    {
        await RefusedAsync<ListTopics>("InvalidParameter", new { NextToken = "made up" });
        await RefusedAsync<ListSubscriptions>("InvalidParameter", new { NextToken = "made up" });
        await RefusedAsync<ListSubscriptionsByTopic>(
            "InvalidParameter",
            new { TopicArn = await TopicAsync("orders"), NextToken = "made up" }
        );
    }

    [Test]
    public async Task GetTopicAttributes_shows_a_topic_with_its_default_policy()
    {
        var arn = await TopicAsync("orders", new { DisplayName = "Orders" });
        await SubscribeAsync(arn, "email", "ann@example.com");
        var shown = await CallAsync<GetTopicAttributes>(new { TopicArn = arn });
        Assert.That(
            (shown.At("Attributes/DisplayName"), shown.At("Attributes/SubscriptionsPending"), shown.At("Attributes/Owner")),
            Is.EqualTo(("Orders", "1", Account))
        );
        Assert.That(JsonNode.Parse(shown.At("Attributes/Policy"))!.At("Statement/0/Sid"), Is.EqualTo("__default_statement_ID"));
    }

    [Test]
    public async Task GetTopicAttributes_refuses_no_topic_and_no_arn()
    {
        await RefusedAsync<GetTopicAttributes>("NotFound", new { TopicArn = NoTopic });
        await RefusedAsync<GetTopicAttributes>("InvalidParameter", new { TopicArn = "orders" });
    }

    [Test]
    public async Task SetTopicAttributes_changes_an_attribute()
    {
        var arn = await TopicAsync("orders");
        await CallAsync<SetTopicAttributes>(
            new
            {
                TopicArn = arn,
                AttributeName = "DisplayName",
                AttributeValue = "Orders",
            }
        );
        Assert.That((await CallAsync<GetTopicAttributes>(new { TopicArn = arn })).At("Attributes/DisplayName"), Is.EqualTo("Orders"));
    }

    [TestCase("Colour", "blue")]
    [TestCase("Policy", "{")]
    public async Task SetTopicAttributes_refuses_an_attribute(string name, string value) =>
        await RefusedAsync<SetTopicAttributes>(
            "InvalidParameter",
            new
            {
                TopicArn = await TopicAsync("orders"),
                AttributeName = name,
                AttributeValue = value,
            }
        );

    [Test]
    public async Task AddPermission_adds_a_statement_and_RemovePermission_takes_it_away()
    {
        var arn = await TopicAsync("orders");
        async Task<string?[]> SidsAsync() =>
            JsonNode.Parse((await CallAsync<GetTopicAttributes>(new { TopicArn = arn })).At("Attributes/Policy"))!.Each("Statement/*/Sid");
        await CallAsync<AddPermission>(Permission(arn));
        Assert.That(await SidsAsync(), Is.EqualTo(new[] { "__default_statement_ID", "friends" }));
        await RefusedAsync<AddPermission>("InvalidParameter", Permission(arn));
        await CallAsync<RemovePermission>(new { TopicArn = arn, Label = "friends" });
        Assert.That(await SidsAsync(), Is.EqualTo(new[] { "__default_statement_ID" }));
    }

    [Test]
    public async Task Permissions_of_no_topic_and_labels_that_are_not_there_are_NotFound()
    {
        await RefusedAsync<AddPermission>("NotFound", Permission(NoTopic));
        await RefusedAsync<RemovePermission>("NotFound", new { TopicArn = await TopicAsync("orders"), Label = "none" });
    }

    [Test]
    public async Task TagResource_and_UntagResource_change_what_ListTagsForResource_lists()
    {
        var arn = await TopicAsync("orders");
        await CallAsync<TagResource>(
            new { ResourceArn = arn, Tags = new[] { new { Key = "stage", Value = "dev" }, new { Key = "owner", Value = "ann" } } }
        );
        await CallAsync<UntagResource>(new { ResourceArn = arn, TagKeys = new[] { "owner" } });
        var tags = await CallAsync<ListTagsForResource>(new { ResourceArn = arn });
        Assert.That(tags["Tags"]!.ToJsonString(), Is.EqualTo("""[{"Key":"stage","Value":"dev"}]"""));
    }

    [Test]
    public async Task Tags_of_no_topic_are_ResourceNotFound()
    {
        await RefusedAsync<TagResource>("ResourceNotFound", new { ResourceArn = NoTopic, Tags = Array.Empty<object>() });
        await RefusedAsync<UntagResource>("ResourceNotFound", new { ResourceArn = NoTopic, TagKeys = Array.Empty<string>() });
        await RefusedAsync<ListTagsForResource>("ResourceNotFound", new { ResourceArn = NoTopic });
    }

    static object Permission(string topic) =>
        new
        {
            TopicArn = topic,
            Label = "friends",
            AWSAccountId = new[] { "111122223333" },
            ActionName = new[] { "Publish" },
        };
}
