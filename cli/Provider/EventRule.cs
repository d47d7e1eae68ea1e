using System.Text.Json.Nodes;

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
        var made = await PutAsync(inputs, cloud, Tags.Pairs(inputs)).ConfigureAwait(false);
        return new(IdOf(inputs, cloud), new() { ["arn"] = made.Copy("RuleArn") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud, tags: null).ConfigureAwait(false);
        await Tags.ChangeByArnAsync(cloud.Aws, "events", before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() =>
            cloud.Aws.JsonAsync(
                "events",
                "DeleteRule",
                Reading.Given(("Name", inputs.Copy("name")), ("EventBusName", inputs.Copy("eventBusName")))
            )
        );

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud
                .Aws.JsonAsync(
                    "events",
                    "DescribeRule",
                    Reading.Given(("Name", inputs.Copy("name")), ("EventBusName", inputs.Copy("eventBusName")))
                )
                .ConfigureAwait(false);
            var tags = await cloud
                .Aws.JsonAsync("events", "ListTagsForResource", new() { ["ResourceARN"] = found.Copy("Arn") })
                .ConfigureAwait(false);
            return new Origin(null, Tags.Of(tags["Tags"]));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud
                .Aws.JsonAsync(
                    "events",
                    "DescribeRule",
                    Reading.Given(("Name", inputs.Copy("name")), ("EventBusName", inputs.Copy("eventBusName")))
                )
                .ConfigureAwait(false);
            return Reading.Given(
                ("name", found.Copy("Name")),
                ("description", found.Copy("Description")),
                ("eventPattern", found.Copy("EventPattern")),
                ("scheduleExpression", found.Copy("ScheduleExpression")),
                ("state", inputs.ContainsKey("state") || found.Maybe("State") != "ENABLED" ? found.Copy("State") : null)
            );
        });

    static Task<JsonObject> PutAsync(JsonObject inputs, LocalCloud cloud, JsonArray? tags) =>
        cloud.Aws.JsonAsync(
            "events",
            "PutRule",
            Reading.Given(
                ("Name", inputs.Copy("name")),
                ("Description", inputs.Copy("description")),
                ("EventBusName", inputs.Copy("eventBusName")),
                ("EventPattern", inputs.Copy("eventPattern")),
                ("ScheduleExpression", inputs.Copy("scheduleExpression")),
                ("State", inputs.Copy("state")),
                ("Tags", tags)
            )
        );
}
