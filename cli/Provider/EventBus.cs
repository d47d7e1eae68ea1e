using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class EventBus : ResourceType
{
    public override string Token => "aws:cloudwatch/eventBus:EventBus";

    public override IReadOnlyList<string> Inputs => ["name", "description", "tags"];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Aws.JsonAsync(
                "events",
                "CreateEventBus",
                Reading.Given(("Name", inputs.Copy("name")), ("Description", inputs.Copy("description")), ("Tags", Tags.Pairs(inputs)))
            )
            .ConfigureAwait(false);
        return new(inputs.Text("name"), new() { ["arn"] = cloud.Arn("events", $"event-bus/{inputs.Text("name")}") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (before.Inputs.Maybe("description") != inputs.Maybe("description"))
            await cloud
                .Aws.JsonAsync(
                    "events",
                    "UpdateEventBus",
                    new() { ["Name"] = before.Id, ["Description"] = inputs.Maybe("description") ?? "" }
                )
                .ConfigureAwait(false);
        await Tags.ChangeByArnAsync(cloud.Aws, "events", before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.JsonAsync("events", "DeleteEventBus", new() { ["Name"] = id }));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Aws.JsonAsync("events", "DescribeEventBus", new() { ["Name"] = id }).ConfigureAwait(false);
            var tags = await cloud
                .Aws.JsonAsync("events", "ListTagsForResource", new() { ["ResourceARN"] = found.Copy("Arn") })
                .ConfigureAwait(false);
            return new Origin(Origin.Moment(found["CreationTime"]), Tags.Of(tags["Tags"]));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Aws.JsonAsync("events", "DescribeEventBus", new() { ["Name"] = id }).ConfigureAwait(false);
            return new JsonObject { ["name"] = found.Copy("Name") };
        });
}
