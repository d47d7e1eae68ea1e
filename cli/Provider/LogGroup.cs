using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class LogGroup : ResourceType
{
    public override string Token => "aws:cloudwatch/logGroup:LogGroup";

    public override IReadOnlyList<string> Inputs => ["name", "retentionInDays", "tags"];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var name = inputs.Text("name");
        await cloud
            .Aws.JsonAsync("logs", "CreateLogGroup", Reading.Given(("logGroupName", name), ("tags", inputs.Copy("tags"))))
            .ConfigureAwait(false);
        await KeepAsync(inputs, cloud).ConfigureAwait(false);
        return new(name, new() { ["arn"] = ArnOf(name, cloud) });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (before.Inputs.Plain("retentionInDays") != inputs.Plain("retentionInDays"))
            await KeepAsync(inputs, cloud).ConfigureAwait(false);
        var arn = ArnOf(before.Id!, cloud);
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Aws.JsonAsync("logs", "UntagResource", new() { ["resourceArn"] = arn, ["tagKeys"] = Tags.Texts(keys) }),
                tags => cloud.Aws.JsonAsync("logs", "TagResource", new() { ["resourceArn"] = arn, ["tags"] = Tags.Map(tags) })
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.JsonAsync("logs", "DeleteLogGroup", new() { ["logGroupName"] = id }));

    public override async Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (await FindAsync(id, cloud).ConfigureAwait(false) is not { } group)
            return null;
        var tags = await cloud
            .Aws.JsonAsync("logs", "ListTagsForResource", new() { ["resourceArn"] = ArnOf(id, cloud) })
            .ConfigureAwait(false);
        return new(DateTimeOffset.FromUnixTimeMilliseconds((long)(double)group["creationTime"]!), tags.Map("tags"));
    }

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        await FindAsync(id, cloud).ConfigureAwait(false) is { } group
            ? Reading.Given(("name", id), ("retentionInDays", group.Copy("retentionInDays")))
            : null;

    static async Task<JsonObject?> FindAsync(string name, LocalCloud cloud)
    {
        var found = await cloud.Aws.JsonAsync("logs", "DescribeLogGroups", new() { ["logGroupNamePrefix"] = name }).ConfigureAwait(false);
        return ((JsonArray)found["logGroups"]!).OfType<JsonObject>().FirstOrDefault(group => group.Maybe("logGroupName") == name);
    }

    static string ArnOf(string name, LocalCloud cloud) => cloud.Arn("logs", $"log-group:{name}");

    static Task<JsonObject> KeepAsync(JsonObject inputs, LocalCloud cloud) =>
        inputs["retentionInDays"] is null
            ? cloud.Aws.JsonAsync("logs", "DeleteRetentionPolicy", new() { ["logGroupName"] = inputs.Text("name") })
            : cloud.Aws.JsonAsync(
                "logs",
                "PutRetentionPolicy",
                new() { ["logGroupName"] = inputs.Text("name"), ["retentionInDays"] = inputs.Copy("retentionInDays") }
            );
}
