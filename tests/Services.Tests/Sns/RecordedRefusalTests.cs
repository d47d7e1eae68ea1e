using Classroom.Cloud.Sns;

namespace Classroom.Services.Tests.Sns;

/// <summary>The messages of refusals, as they were recorded on AWS.</summary>
sealed class RecordedRefusalTests : TopicTest
{
    [TestCase("orders", "An ARN must have at least 6 elements, not 1")]
    [TestCase("arn:aws", "An ARN must have at least 6 elements, not 2")]
    public async Task A_topic_ARN_has_six_elements(string arn, string reason)
    {
        var refused = await RefusedAsync<GetTopicAttributes>("InvalidParameter", new { TopicArn = arn });
        Assert.That(refused.Message, Is.EqualTo($"Invalid parameter: TopicArn Reason: {reason}"));
    }

    [Test]
    public async Task The_topic_of_another_region_is_no_topic_here()
    {
        var refused = await RefusedAsync<Publish>(
            "InvalidParameter",
            new { TopicArn = NoTopic.Replace(Region, "eu-west-1"), Message = "x" }
        );
        Assert.That(refused.Message, Is.EqualTo("Invalid parameter: TopicArn"));
    }

    [TestCase("RawMessageDelivery", "maybe", "RawMessageDelivery: Invalid value [maybe]. Must be true or false.")]
    [TestCase("RedrivePolicy", """{"deadLetterTargetArn":"fake-arn"}""", "RedrivePolicy: deadLetterTargetArn is an invalid arn")]
    [TestCase("FilterPolicy", """{"a":{"b":["c"]}}""", "Filter policy scope MessageAttributes does not support nested filter policy")]
    [TestCase(
        "RedrivePolicy",
        "{invalid}",
        "RedrivePolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start field name\n at "
            + "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]"
    )]
    [TestCase(
        "FilterPolicy",
        """{ "key" : "value" }""",
        "FilterPolicy: \"key\" must be an object or an array\n at [Source: (String)\"{\"key\":\"value\"}\"; line: 1, column: 9]"
    )]
    public async Task An_attribute_of_a_subscription_is_refused(string name, string value, string message)
    {
        var topic = await TopicAsync("orders");
        var subscription = await SubscribeAsync(topic, "sqs", $"arn:aws:sqs:{Region}:{Account}:inbox");
        var set = await RefusedAsync<SetSubscriptionAttributes>(
            "InvalidParameter",
            new
            {
                SubscriptionArn = subscription,
                AttributeName = name,
                AttributeValue = value,
            }
        );
        Assert.That(set.Message, Is.EqualTo($"Invalid parameter: {message}"));
        var given = await RefusedAsync<Subscribe>(
            "InvalidParameter",
            new
            {
                TopicArn = topic,
                Protocol = "sqs",
                Endpoint = $"arn:aws:sqs:{Region}:{Account}:other",
                Attributes = new Dictionary<string, string> { [name] = value },
            }
        );
        Assert.That(given.Message, Is.EqualTo($"Invalid parameter: Attributes Reason: {message}"));
    }

    [TestCase(
        "a^",
        "Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include alphanumeric characters, "
            + "hyphens, underscores, or dots."
    )]
    [TestCase(".a", "Invalid message attribute name starting with character '.' was found.")]
    [TestCase("a..b", "Message attribute name can not have successive '.' character.")]
    public async Task A_name_of_a_message_attribute_is_refused(string name, string message)
    {
        var refused = await RefusedAsync<Publish>(
            "ParameterValueInvalid",
            new
            {
                TopicArn = await TopicAsync("orders"),
                Message = "x",
                MessageAttributes = new Dictionary<string, object> { [name] = new { DataType = "String", StringValue = "x" } },
            }
        );
        Assert.That(refused.Message, Is.EqualTo(message));
    }

    [Test]
    public async Task PublishBatch_refuses_the_whole_batch_for_an_id_and_for_its_size()
    {
        var topic = await TopicAsync("orders");
        object Batch(string id, int size) =>
            new
            {
                TopicArn = topic,
                PublishBatchRequestEntries = new[] { new { Id = id, Message = new string('x', size) }, new { Id = "b", Message = "x" } },
            };
        var refused = await RefusedAsync<PublishBatch>("InvalidBatchEntryId", Batch("a.b", 1));
        Assert.That(refused.Message, Is.EqualTo("The Id of a batch entry in the batch request contains an impermissible character: a.b"));
        await RefusedAsync<PublishBatch>("InvalidBatchEntryId", Batch(new string('a', 81), 1));
        await RefusedAsync<PublishBatch>("BatchRequestTooLong", Batch("a", 262_144));
        await RefusedAsync<PublishBatch>("InvalidParameter", Batch("a", 0));
    }
}
