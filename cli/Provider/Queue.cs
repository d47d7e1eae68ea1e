using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Planning;
using Classroom.Cloud.Sqs;

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

    public override IReadOnlyList<string> Inputs => ["name", .. Attributes.Keys, "tags"];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => $"{cloud.Endpoint}/{Planner.Account}/{inputs.Text("name")}";

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Operation<CreateQueue>()
            .CallAsync(new(inputs.Text("name"), AttributesOf(inputs), inputs.TagMap()))
            .ConfigureAwait(false);
        return new(made.QueueUrl, new() { ["arn"] = cloud.Arn("sqs", inputs.Text("name")), ["url"] = made.QueueUrl });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        var url = before.Id!;
        var known = AttributesOf(before.Inputs);
        var changed = AttributesOf(inputs)
            .Where(attribute => known.GetValueOrDefault(attribute.Key) != attribute.Value)
            .ToDictionary(StringComparer.Ordinal);
        if (changed.Count > 0)
            await cloud.Operation<SetQueueAttributes>().CallAsync(new(url, changed)).ConfigureAwait(false);
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Operation<UntagQueue>().CallAsync(new(url, keys)),
                tags => cloud.Operation<TagQueue>().CallAsync(new(url, tags))
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteQueue>().CallAsync(new(id)));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetQueueAttributes>().CallAsync(new(id, ["CreatedTimestamp"])).ConfigureAwait(false);
            var tagged = await cloud.Operation<ListQueueTags>().CallAsync(new(id)).ConfigureAwait(false);
            return new Origin(
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(found.Attributes!["CreatedTimestamp"], CultureInfo.InvariantCulture)),
                Tags.Json(tagged.Tags)
            );
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetQueueAttributes>().CallAsync(new(id, ["All"])).ConfigureAwait(false);
            return new JsonObject(
                Attributes
                    .Where(attribute => inputs.ContainsKey(attribute.Key))
                    .Select(attribute =>
                        KeyValuePair.Create(attribute.Key, (JsonNode?)found.Attributes?.GetValueOrDefault(attribute.Value))
                    )
            );
        });

    /// <summary>The attributes that the program sets.</summary>
    static Dictionary<string, string> AttributesOf(JsonObject inputs) =>
        Attributes
            .Select(attribute => (attribute.Value, Text: inputs.Plain(attribute.Key)))
            .Where(attribute => attribute.Text is not null)
            .ToDictionary(attribute => attribute.Value, attribute => attribute.Text!, StringComparer.Ordinal);
}
