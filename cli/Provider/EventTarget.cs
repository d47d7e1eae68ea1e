using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class EventTarget : PutType
{
    public override string Token => "aws:cloudwatch/eventTarget:EventTarget";

    public override IReadOnlyList<string> Inputs => ["rule", "eventBusName", "targetId", "arn", "roleArn", "input", "inputPath"];

    public override IReadOnlyList<string> Fixed => ["rule", "eventBusName", "targetId"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) =>
        $"{inputs.Maybe("eventBusName") ?? "default"}-{inputs.Text("rule")}-{inputs.Text("targetId")}";

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.JsonAsync("events", "RemoveTargets", Of(inputs, ("Ids", new JsonArray(inputs.Text("targetId"))))));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() => cloud.Aws.JsonAsync("events", "ListTargetsByRule", Of(inputs))).ConfigureAwait(false);
        return
            ((JsonArray?)found?["Targets"])?.OfType<JsonObject>().FirstOrDefault(target => target.Maybe("Id") == inputs.Text("targetId"))
                is { } target
            ? Reading.Given(
                ("targetId", target.Copy("Id")),
                ("arn", target.Copy("Arn")),
                ("roleArn", target.Copy("RoleArn")),
                ("input", target.Copy("Input")),
                ("inputPath", target.Copy("InputPath"))
            )
            : null;
    }

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Aws.JsonAsync(
            "events",
            "PutTargets",
            Of(
                inputs,
                (
                    "Targets",
                    new JsonArray(
                        Reading.Given(
                            ("Id", inputs.Copy("targetId")),
                            ("Arn", inputs.Copy("arn")),
                            ("RoleArn", inputs.Copy("roleArn")),
                            ("Input", inputs.Copy("input")),
                            ("InputPath", inputs.Copy("inputPath"))
                        )
                    )
                )
            )
        );

    static JsonObject Of(JsonObject inputs, params (string, JsonNode?)[] more) =>
        Reading.Given([("Rule", inputs.Copy("rule")), ("EventBusName", inputs.Copy("eventBusName")), .. more]);
}
