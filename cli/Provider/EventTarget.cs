using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Events;

namespace Classroom.Cli.Provider;

sealed class EventTarget : PutType
{
    public override string Token => "aws:cloudwatch/eventTarget:EventTarget";

    public override IReadOnlyList<string> Inputs => ["rule", "eventBusName", "targetId", "arn", "roleArn", "input", "inputPath"];

    public override IReadOnlyList<string> Fixed => ["rule", "eventBusName", "targetId"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) =>
        $"{inputs.Maybe("eventBusName") ?? "default"}-{inputs.Text("rule")}-{inputs.Text("targetId")}";

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() =>
            cloud.Operation<RemoveTargets>().CallAsync(new(inputs.Text("rule"), [inputs.Text("targetId")], inputs.Maybe("eventBusName")))
        );

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() =>
                cloud.Operation<ListTargetsByRule>().CallAsync(new(inputs.Text("rule"), inputs.Maybe("eventBusName")))
            )
            .ConfigureAwait(false);
        return found?.Targets.FirstOrDefault(target => target.Id == inputs.Text("targetId")) is { } target
            ? FoundInputs.Of(
                ("targetId", target.Id),
                ("arn", target.Arn),
                ("roleArn", target.RoleArn),
                ("input", target.Input),
                ("inputPath", target.InputPath)
            )
            : null;
    }

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud
            .Operation<PutTargets>()
            .CallAsync(
                new(
                    inputs.Text("rule"),
                    [
                        new(
                            inputs.Text("targetId"),
                            inputs.Text("arn"),
                            inputs.Maybe("roleArn"),
                            inputs.Maybe("input"),
                            inputs.Maybe("inputPath")
                        ),
                    ],
                    inputs.Maybe("eventBusName")
                )
            );
}
