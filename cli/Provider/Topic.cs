using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Api;
using Classroom.Cloud.Sns;

namespace Classroom.Cli.Provider;

sealed class Topic : ResourceType
{
    static readonly Dictionary<string, string> Attributes = new() { ["displayName"] = "DisplayName", ["policy"] = "Policy" };

    public override string Token => "aws:sns/topic:Topic";

    public override IReadOnlyList<string> Inputs => ["name", .. Attributes.Keys, "tags"];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => cloud.Arn("sns", inputs.Text("name"));

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud.Operation<CreateTopic>().CallAsync(new(inputs.Text("name"), Tags: inputs.TagList())).ConfigureAwait(false);
        foreach (var attribute in Attributes.Where(attribute => inputs.ContainsKey(attribute.Key)))
            await SetAsync(made.TopicArn, attribute.Value, inputs.Maybe(attribute.Key), cloud).ConfigureAwait(false);
        return new(made.TopicArn, new() { ["arn"] = made.TopicArn });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        var arn = before.Id!;
        foreach (var attribute in Attributes.Where(attribute => before.Inputs.Maybe(attribute.Key) != inputs.Maybe(attribute.Key)))
            await SetAsync(arn, attribute.Value, inputs.Maybe(attribute.Key), cloud).ConfigureAwait(false);
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Operation<UntagResource>().CallAsync(new(arn, keys)),
                tags => cloud.Operation<TagResource>().CallAsync(new(arn, tags.AsList()))
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteTopic>().CallAsync(new(id)));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () => new Origin(null, await TagsOfAsync(id, cloud).ConfigureAwait(false)));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            await cloud.Operation<GetTopicAttributes>().CallAsync(new(id)).ConfigureAwait(false);
            return FoundInputs.Of(("name", id.Split(':')[^1]), ("tags", await TagsOfAsync(id, cloud).ConfigureAwait(false)));
        });

    static async Task<JsonObject> TagsOfAsync(string arn, LocalCloud cloud) =>
        Tags.Json((await cloud.Operation<ListTagsForResource>().CallAsync(new(arn)).ConfigureAwait(false)).Tags);

    static Task<Nothing> SetAsync(string arn, string name, string? value, LocalCloud cloud) =>
        cloud.Operation<SetTopicAttributes>().CallAsync(new(arn, name, value ?? ""));
}
