using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class StateMachine : ResourceType
{
    public override string Token => "aws:sfn/stateMachine:StateMachine";

    public override IReadOnlyList<string> Inputs =>
        ["name", "roleArn", "type", "definition", "loggingConfiguration", "tracingConfiguration", "tags"];

    public override IReadOnlyList<string> Fixed => ["name", "type"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => cloud.Arn("states", $"stateMachine:{inputs.Text("name")}");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var body = Body(inputs);
        (body["name"], body["type"], body["tags"]) = (inputs.Text("name"), inputs.Copy("type"), Tags.Pairs(inputs, "key", "value"));
        var made = await cloud.Aws.JsonAsync("states", "CreateStateMachine", body).ConfigureAwait(false);
        return new(made.Text("stateMachineArn"), new() { ["arn"] = made.Copy("stateMachineArn") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (!JsonNode.DeepEquals(Body(before.Inputs), Body(inputs)))
        {
            var body = Body(inputs);
            body["stateMachineArn"] = before.Id;
            await cloud.Aws.JsonAsync("states", "UpdateStateMachine", body).ConfigureAwait(false);
        }
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys =>
                    cloud.Aws.JsonAsync("states", "UntagResource", new() { ["resourceArn"] = before.Id, ["tagKeys"] = Tags.Texts(keys) }),
                tags =>
                    cloud.Aws.JsonAsync(
                        "states",
                        "TagResource",
                        new()
                        {
                            ["resourceArn"] = before.Id,
                            ["tags"] = new JsonArray([
                                .. tags.Select(tag => (JsonNode)new JsonObject { ["key"] = tag.Key, ["value"] = (string?)tag.Value }),
                            ]),
                        }
                    )
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.JsonAsync("states", "DeleteStateMachine", new() { ["stateMachineArn"] = id }));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud
                .Aws.JsonAsync("states", "DescribeStateMachine", new() { ["stateMachineArn"] = id })
                .ConfigureAwait(false);
            var tags = await cloud.Aws.JsonAsync("states", "ListTagsForResource", new() { ["resourceArn"] = id }).ConfigureAwait(false);
            return new Origin(Origin.Moment(found["creationDate"]), Tags.Of(tags["tags"]));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud
                .Aws.JsonAsync("states", "DescribeStateMachine", new() { ["stateMachineArn"] = id })
                .ConfigureAwait(false);
            return Reading.Given(
                ("name", found.Copy("name")),
                ("roleArn", found.Copy("roleArn")),
                ("type", found.Copy("type")),
                ("definition", found.Copy("definition")),
                ("tracingConfiguration", found.Copy("tracingConfiguration")),
                ("loggingConfiguration", new JsonObject { ["level"] = found["loggingConfiguration"]?["level"]?.DeepClone() })
            );
        });

    static JsonObject Body(JsonObject inputs)
    {
        var logging = inputs.Map("loggingConfiguration");
        return Reading.Given(
            ("roleArn", inputs.Copy("roleArn")),
            ("definition", inputs.Copy("definition")),
            ("tracingConfiguration", inputs.Copy("tracingConfiguration")),
            (
                "loggingConfiguration",
                logging.Count == 0
                    ? null
                    : new JsonObject
                    {
                        ["level"] = logging.Copy("level"),
                        ["includeExecutionData"] = logging.Copy("includeExecutionData") ?? false,
                        ["destinations"] = logging.Maybe("logDestination") is { } group
                            ? new JsonArray(new JsonObject { ["cloudWatchLogsLogGroup"] = new JsonObject { ["logGroupArn"] = group } })
                            : [],
                    }
            )
        );
    }
}
