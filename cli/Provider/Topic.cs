using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

sealed class Topic : ResourceType
{
    public override string Token => "aws:sns/topic:Topic";

    public override IReadOnlyList<string> Inputs => ["name", "displayName", "policy", "tags"];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => cloud.Arn("sns", inputs.Text("name"));

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Aws.QueryAsync("sns", "CreateTopic", [("Name", inputs.Text("name")), .. Tags.Query(inputs.Map("tags"))])
            .ConfigureAwait(false);
        var arn = AwsClient.Text(made, "TopicArn")!;
        foreach (var attribute in Attributes.Where(attribute => inputs.ContainsKey(attribute.Key)))
            await SetAsync(arn, attribute.Value, inputs.Maybe(attribute.Key), cloud).ConfigureAwait(false);
        return new(arn, new() { ["arn"] = arn });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        foreach (var attribute in Attributes.Where(attribute => before.Inputs.Maybe(attribute.Key) != inputs.Maybe(attribute.Key)))
            await SetAsync(before.Id!, attribute.Value, inputs.Maybe(attribute.Key), cloud).ConfigureAwait(false);
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Aws.QueryAsync("sns", "UntagResource", [("ResourceArn", before.Id), .. Reading.Members("TagKeys", keys)]),
                tags => cloud.Aws.QueryAsync("sns", "TagResource", [("ResourceArn", before.Id), .. Tags.Query(tags)])
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.QueryAsync("sns", "DeleteTopic", ("TopicArn", id)));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
            new Origin(null, Tags.Of(await cloud.Aws.QueryAsync("sns", "ListTagsForResource", ("ResourceArn", id)).ConfigureAwait(false)))
        );

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            await cloud.Aws.QueryAsync("sns", "GetTopicAttributes", ("TopicArn", id)).ConfigureAwait(false);
            var tags = await cloud.Aws.QueryAsync("sns", "ListTagsForResource", ("ResourceArn", id)).ConfigureAwait(false);
            return new JsonObject { ["name"] = id.Split(':')[^1], ["tags"] = Tags.Of(tags) };
        });

    static readonly Dictionary<string, string> Attributes = new() { ["displayName"] = "DisplayName", ["policy"] = "Policy" };

    static Task<XElement> SetAsync(string arn, string name, string? value, LocalCloud cloud) =>
        cloud.Aws.QueryAsync("sns", "SetTopicAttributes", ("TopicArn", arn), ("AttributeName", name), ("AttributeValue", value ?? ""));
}
