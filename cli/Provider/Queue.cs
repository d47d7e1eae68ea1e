using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class Queue : ResourceType
{
    static readonly Dictionary<string, string> Attributes = new()
    {
        ["sqsManagedSseEnabled"] = "SqsManagedSseEnabled",
        ["messageRetentionSeconds"] = "MessageRetentionPeriod",
        ["visibilityTimeoutSeconds"] = "VisibilityTimeout",
        ["redrivePolicy"] = "RedrivePolicy",
        ["policy"] = "Policy",
        ["delaySeconds"] = "DelaySeconds",
        ["receiveWaitTimeSeconds"] = "ReceiveMessageWaitTimeSeconds",
    };

    public override string Token => "aws:sqs/queue:Queue";

    public override IReadOnlyList<string> Inputs =>
        [
            "name",
            "sqsManagedSseEnabled",
            "messageRetentionSeconds",
            "visibilityTimeoutSeconds",
            "redrivePolicy",
            "policy",
            "delaySeconds",
            "receiveWaitTimeSeconds",
            "tags",
        ];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) =>
        $"{cloud.Aws.Endpoint}/{Planning.Planner.Account}/{inputs.Text("name")}";

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Aws.JsonAsync(
                "sqs",
                "CreateQueue",
                new()
                {
                    ["QueueName"] = inputs.Text("name"),
                    ["Attributes"] = AttributesOf(inputs),
                    ["tags"] = inputs.Map("tags").DeepClone(),
                }
            )
            .ConfigureAwait(false);
        return new(made.Text("QueueUrl"), new() { ["arn"] = cloud.Arn("sqs", inputs.Text("name")), ["url"] = made.Copy("QueueUrl") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        var changed = new JsonObject(
            AttributesOf(inputs)
                .Where(attribute => !JsonNode.DeepEquals(AttributesOf(before.Inputs)[attribute.Key], attribute.Value))
                .Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value?.DeepClone()))
        );
        if (changed.Count > 0)
            await cloud
                .Aws.JsonAsync("sqs", "SetQueueAttributes", new() { ["QueueUrl"] = before.Id, ["Attributes"] = changed })
                .ConfigureAwait(false);
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Aws.JsonAsync("sqs", "UntagQueue", new() { ["QueueUrl"] = before.Id, ["TagKeys"] = Tags.Texts(keys) }),
                tags => cloud.Aws.JsonAsync("sqs", "TagQueue", new() { ["QueueUrl"] = before.Id, ["Tags"] = Tags.Map(tags) })
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.JsonAsync("sqs", "DeleteQueue", new() { ["QueueUrl"] = id }));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud
                .Aws.JsonAsync(
                    "sqs",
                    "GetQueueAttributes",
                    new() { ["QueueUrl"] = id, ["AttributeNames"] = new JsonArray("CreatedTimestamp") }
                )
                .ConfigureAwait(false);
            var tags = await cloud.Aws.JsonAsync("sqs", "ListQueueTags", new() { ["QueueUrl"] = id }).ConfigureAwait(false);
            return new Origin(
                DateTimeOffset.FromUnixTimeSeconds(
                    long.Parse(found.Map("Attributes").Text("CreatedTimestamp"), System.Globalization.CultureInfo.InvariantCulture)
                ),
                tags.Map("Tags")
            );
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = (
                await cloud
                    .Aws.JsonAsync("sqs", "GetQueueAttributes", new() { ["QueueUrl"] = id, ["AttributeNames"] = new JsonArray("All") })
                    .ConfigureAwait(false)
            ).Map("Attributes");
            return new JsonObject(
                Attributes
                    .Where(attribute => inputs.ContainsKey(attribute.Key))
                    .Select(attribute => KeyValuePair.Create(attribute.Key, found.Copy(attribute.Value)))
            );
        });

    /// <summary>All that may be set: what the program takes away goes back to what it is by itself.</summary>
    static JsonObject AttributesOf(JsonObject inputs) =>
        new(
            Attributes
                .Where(attribute => inputs.ContainsKey(attribute.Key))
                .Select(attribute => KeyValuePair.Create(attribute.Value, (JsonNode?)inputs.Plain(attribute.Key)))
        );
}
