using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Api;
using Classroom.Cloud.Logs;

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
        await cloud.Operation<CreateLogGroup>().CallAsync(new(name, Tags: inputs.TextMap("tags"))).ConfigureAwait(false);
        await SetRetentionAsync(inputs, cloud).ConfigureAwait(false);
        return new(name, new() { ["arn"] = ArnOf(name, cloud) });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (before.Inputs.Plain("retentionInDays") != inputs.Plain("retentionInDays"))
            await SetRetentionAsync(inputs, cloud).ConfigureAwait(false);
        var arn = ArnOf(before.Id!, cloud);
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Operation<UntagResource>().CallAsync(new(arn, keys)),
                tags => cloud.Operation<TagResource>().CallAsync(new(arn, tags))
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteLogGroup>().CallAsync(new(id)));

    public override async Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (await FindAsync(id, cloud).ConfigureAwait(false) is not { } group)
            return null;
        var tagged = await cloud.Operation<ListTagsForResource>().CallAsync(new(ArnOf(id, cloud))).ConfigureAwait(false);
        return new(DateTimeOffset.FromUnixTimeMilliseconds(group.CreationTime), Tags.Json(tagged.Tags));
    }

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        await FindAsync(id, cloud).ConfigureAwait(false) is { } group
            ? FoundInputs.Of(("name", id), ("retentionInDays", group.RetentionInDays))
            : null;

    static async Task<LogGroupView?> FindAsync(string name, LocalCloud cloud)
    {
        var found = await cloud.Operation<DescribeLogGroups>().CallAsync(new(LogGroupNamePrefix: name)).ConfigureAwait(false);
        return found.LogGroups.FirstOrDefault(group => group.LogGroupName == name);
    }

    static string ArnOf(string name, LocalCloud cloud) => cloud.Arn("logs", $"log-group:{name}");

    static Task<Nothing> SetRetentionAsync(JsonObject inputs, LocalCloud cloud) =>
        inputs.Number("retentionInDays") is { } days
            ? cloud.Operation<PutRetentionPolicy>().CallAsync(new(inputs.Text("name"), days))
            : cloud.Operation<DeleteRetentionPolicy>().CallAsync(new(inputs.Text("name")));
}
