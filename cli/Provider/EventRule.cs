using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Api;
using Classroom.Cloud.Events;

namespace Classroom.Cli.Provider;

sealed class EventRule : ResourceType
{
    public override string Token => "aws:cloudwatch/eventRule:EventRule";

    public override IReadOnlyList<string> Inputs =>
        ["name", "description", "eventBusName", "eventPattern", "scheduleExpression", "state", "tags"];

    public override IReadOnlyList<string> Fixed => ["name", "eventBusName"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) =>
        $"{inputs.Maybe("eventBusName") ?? "default"}/{inputs.Text("name")}";

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await PutAsync(inputs, cloud, inputs.TagList()).ConfigureAwait(false);
        return new(IdOf(inputs, cloud), new() { ["arn"] = made.RuleArn });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud, tags: null).ConfigureAwait(false);
        await EventTags.ChangeAsync(cloud, before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteRule>().CallAsync(new(inputs.Text("name"), inputs.Maybe("eventBusName"))));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await DescribeAsync(inputs, cloud).ConfigureAwait(false);
            return new Origin(null, await EventTags.OfAsync(cloud, found.Arn).ConfigureAwait(false));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await DescribeAsync(inputs, cloud).ConfigureAwait(false);
            return FoundInputs.Of(
                ("name", found.Name),
                ("description", found.Description),
                ("eventPattern", found.EventPattern),
                ("scheduleExpression", found.ScheduleExpression),
                ("state", inputs.ContainsKey("state") || found.State != "ENABLED" ? found.State : null)
            );
        });

    static Task<DescribeRule.Output> DescribeAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Operation<DescribeRule>().CallAsync(new(inputs.Text("name"), inputs.Maybe("eventBusName")));

    static Task<PutRule.Output> PutAsync(JsonObject inputs, LocalCloud cloud, IReadOnlyList<Tag>? tags) =>
        cloud
            .Operation<PutRule>()
            .CallAsync(
                new(
                    inputs.Text("name"),
                    Description: inputs.Maybe("description"),
                    EventBusName: inputs.Maybe("eventBusName"),
                    EventPattern: inputs.Maybe("eventPattern"),
                    ScheduleExpression: inputs.Maybe("scheduleExpression"),
                    State: inputs.Maybe("state"),
                    Tags: tags
                )
            );
}
