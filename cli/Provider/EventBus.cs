using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Events;

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
            .Operation<CreateEventBus>()
            .CallAsync(new(inputs.Text("name"), Description: inputs.Maybe("description"), Tags: inputs.TagList()))
            .ConfigureAwait(false);
        return new(inputs.Text("name"), new() { ["arn"] = cloud.Arn("events", $"event-bus/{inputs.Text("name")}") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (before.Inputs.Maybe("description") != inputs.Maybe("description"))
            await cloud.Operation<UpdateEventBus>().CallAsync(new(before.Id, inputs.Maybe("description") ?? "")).ConfigureAwait(false);
        await EventTags.ChangeAsync(cloud, before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteEventBus>().CallAsync(new(id)));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<DescribeEventBus>().CallAsync(new(id)).ConfigureAwait(false);
            return new Origin(found.CreationTime, await EventTags.OfAsync(cloud, found.Arn).ConfigureAwait(false));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<DescribeEventBus>().CallAsync(new(id)).ConfigureAwait(false);
            return FoundInputs.Of(("name", found.Name));
        });
}
