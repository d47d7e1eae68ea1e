using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>The configuration of SQS, SNS and EventBridge: queues, topics, subscriptions, buses, rules, targets, tags.</summary>
sealed class MessagingRegisters(Scene scene) : Registers(scene, "SQS, SNS, EventBridge")
{
    const string Subject = "crash-subject";
    const string Pattern = """{"source":["nobody"]}""";

    static string TopicArn => Scene.Arn("sns", Subject);

    static string RuleArn => Scene.Arn("events", $"rule/{Subject}");

    protected override async Task SetUpAsync()
    {
        await MadeAsync(Sqs("CreateQueue", new { QueueName = Subject }));
        await MadeAsync(Sns("CreateTopic", ("Name", Subject)));
        await MadeAsync(Events("PutRule", new { Name = Subject, EventPattern = Pattern }));
    }

    protected override IEnumerable<Register> Make() =>
        [
            QueueAttribute(),
            QueueTag(1),
            QueueTag(2),
            .. Enumerable.Range(1, 2).Select(Topic),
            TopicTag(1),
            TopicTag(2),
            Subscription(),
            .. Enumerable.Range(1, 2).Select(Rule),
            .. Enumerable.Range(1, 2).Select(Target),
            .. Enumerable.Range(1, 2).Select(Bus),
            RuleTag(1),
            RuleTag(2),
        ];

    Register QueueAttribute() =>
        new()
        {
            Name = $"the redrive policy of queue {Subject}",
            Next = random =>
                JsonSerializer.Serialize(
                    new { redrivePermission = "byQueue", sourceQueueArns = new[] { Scene.Arn("sqs", $"queue-{random.Next(1000)}") } }
                ),
            Put = (value, _) => Sqs("SetQueueAttributes", new { QueueUrl = Url(), Attributes = new { RedriveAllowPolicy = value } }),
            Drop = () => Sqs("SetQueueAttributes", new { QueueUrl = Url(), Attributes = new { RedriveAllowPolicy = "" } }),
            Read = async () =>
                (string?)
                    (await ReadAsync(Sqs("GetQueueAttributes", new { QueueUrl = Url(), AttributeNames = new[] { "All" } }))).Json[
                        "Attributes"
                    ]!["RedriveAllowPolicy"],
        };

    Register QueueTag(int number) =>
        new()
        {
            Name = $"the tag key-{number} of queue {Subject}",
            Next = Awkward.Tag,
            Put = (value, _) =>
                Sqs("TagQueue", new { QueueUrl = Url(), Tags = new Dictionary<string, string> { [$"key-{number}"] = value } }),
            Drop = () => Sqs("UntagQueue", new { QueueUrl = Url(), TagKeys = new[] { $"key-{number}" } }),
            Read = async () => (string?)(await ReadAsync(Sqs("ListQueueTags", new { QueueUrl = Url() }))).Json["Tags"]?[$"key-{number}"],
        };

    Register Topic(int number)
    {
        var arn = Scene.Arn("sns", $"crash-topic-{number}");
        return new()
        {
            Name = $"the display name of topic crash-topic-{number}",
            Next = random => Awkward.Text(random, 90).Replace('\n', ' '),
            Put = (value, isThere) =>
                isThere
                    ? Sns("SetTopicAttributes", ("TopicArn", arn), ("AttributeName", "DisplayName"), ("AttributeValue", value))
                    : Sns(
                        "CreateTopic",
                        ("Name", $"crash-topic-{number}"),
                        ("Attributes.entry.1.key", "DisplayName"),
                        ("Attributes.entry.1.value", value)
                    ),
            Drop = () => Sns("DeleteTopic", ("TopicArn", arn)),
            Read = async () => Entry(await FindAsync(Sns("GetTopicAttributes", ("TopicArn", arn)), "NotFound"), "DisplayName"),
        };
    }

    Register TopicTag(int number) =>
        new()
        {
            Name = $"the tag key-{number} of topic {Subject}",
            Next = Awkward.Tag,
            Put = (value, _) =>
                Sns("TagResource", ("ResourceArn", TopicArn), ("Tags.member.1.Key", $"key-{number}"), ("Tags.member.1.Value", value)),
            Drop = () => Sns("UntagResource", ("ResourceArn", TopicArn), ("TagKeys.member.1", $"key-{number}")),
            Read = async () =>
                (await ReadAsync(Sns("ListTagsForResource", ("ResourceArn", TopicArn))))
                    .Xml.Descendants()
                    .Where(element => element.Name.LocalName == "Key" && element.Value == $"key-{number}")
                    .Select(key => key.Parent!.Elements().Single(element => element.Name.LocalName == "Value").Value)
                    .SingleOrDefault(),
        };

    Register Subscription() =>
        new()
        {
            Name = $"the subscription of queue {Subject} to topic {Subject}",
            CanChange = false,
            Next = random =>
                new JsonObject { ["kind"] = new JsonArray(Awkward.Text(random, 40), random.Next(100)) }.ToJsonString(
                    random.Next(2) == 0 ? Formats.Pretty : Formats.Plain
                ),
            Put = (value, _) =>
                Sns(
                    "Subscribe",
                    ("TopicArn", TopicArn),
                    ("Protocol", "sqs"),
                    ("Endpoint", Scene.Arn("sqs", Subject)),
                    ("ReturnSubscriptionArn", "true"),
                    ("Attributes.entry.1.key", "FilterPolicy"),
                    ("Attributes.entry.1.value", value)
                ),
            Drop = async () =>
                await SubscriptionArnAsync() is { } arn
                    ? await Sns("Unsubscribe", ("SubscriptionArn", arn))
                    : throw new InvalidOperationException("the subscription to be removed is not listed"),
            Read = async () =>
                await SubscriptionArnAsync() is { } arn
                    ? Entry(await ReadAsync(Sns("GetSubscriptionAttributes", ("SubscriptionArn", arn))), "FilterPolicy")
                    : null,
        };

    Register Rule(int number) =>
        new()
        {
            Name = $"the description of rule crash-rule-{number}",
            Next = random => Awkward.Text(random, 200),
            Put = (value, _) =>
                Events(
                    "PutRule",
                    new
                    {
                        Name = $"crash-rule-{number}",
                        EventPattern = Pattern,
                        Description = value,
                    }
                ),
            Drop = () => Events("DeleteRule", new { Name = $"crash-rule-{number}" }),
            Read = async () =>
                (string?)
                    (await FindAsync(Events("DescribeRule", new { Name = $"crash-rule-{number}" }), "ResourceNotFoundException"))?.Json[
                        "Description"
                    ],
        };

    Register Target(int number) =>
        new()
        {
            Name = $"the input of target {number} of rule {Subject}",
            Next = random => Awkward.Json(random),
            Put = (value, _) =>
                Events(
                    "PutTargets",
                    new
                    {
                        Rule = Subject,
                        Targets = new[]
                        {
                            new
                            {
                                Id = $"{number}",
                                Arn = Scene.Arn("sqs", Subject),
                                Input = value,
                            },
                        },
                    }
                ),
            Drop = () => Events("RemoveTargets", new { Rule = Subject, Ids = new[] { $"{number}" } }),
            Read = async () =>
                (string?)
                    (await ReadAsync(Events("ListTargetsByRule", new { Rule = Subject }))).Json["Targets"]!
                        .AsArray()
                        .SingleOrDefault(target => (string)target!["Id"]! == $"{number}")
                        ?["Input"],
        };

    Register Bus(int number) =>
        new()
        {
            Name = $"the event bus crash-bus-{number}",
            CanChange = false,
            Next = random => Awkward.Text(random, 200),
            Put = (value, _) => Events("CreateEventBus", new { Name = $"crash-bus-{number}", Description = value }),
            Drop = () => Events("DeleteEventBus", new { Name = $"crash-bus-{number}" }),
            Read = async () =>
                (string?)
                    (await FindAsync(Events("DescribeEventBus", new { Name = $"crash-bus-{number}" }), "ResourceNotFoundException"))?.Json[
                        "Description"
                    ],
        };

    Register RuleTag(int number) =>
        new()
        {
            Name = $"the tag key-{number} of rule {Subject}",
            Next = Awkward.Tag,
            Put = (value, _) =>
                Events("TagResource", new { ResourceARN = RuleArn, Tags = new[] { new { Key = $"key-{number}", Value = value } } }),
            Drop = () => Events("UntagResource", new { ResourceARN = RuleArn, TagKeys = new[] { $"key-{number}" } }),
            Read = async () =>
                (string?)
                    (await ReadAsync(Events("ListTagsForResource", new { ResourceARN = RuleArn }))).Json["Tags"]!
                        .AsArray()
                        .SingleOrDefault(tag => (string)tag!["Key"]! == $"key-{number}")
                        ?["Value"],
        };

    async Task<string?> SubscriptionArnAsync() =>
        (await ReadAsync(Sns("ListSubscriptionsByTopic", ("TopicArn", TopicArn))))
            .Xml.Descendants()
            .SingleOrDefault(element => element.Name.LocalName == "SubscriptionArn")
            ?.Value;

    static string? Entry(Reply? reply, string key) =>
        reply
            ?.Xml.Descendants()
            .Where(element => element.Name.LocalName == "key" && element.Value == key)
            .Select(found => found.Parent!.Elements().Single(element => element.Name.LocalName == "value").Value)
            .SingleOrDefault();

    string Url() => Scene.QueueUrl(Subject);

    Task<Reply> Sqs(string operation, object input) => Client.JsonAsync("sqs", operation, input);

    Task<Reply> Events(string operation, object input) => Client.JsonAsync("events", operation, input);

    Task<Reply> Sns(string operation, params (string, string)[] parameters) =>
        Client.QueryAsync("sns", operation, [.. parameters, ("Version", "2010-03-31")]);
}
