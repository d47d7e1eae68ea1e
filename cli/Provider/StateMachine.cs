using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.StepFunctions;

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
        var made = await cloud
            .Operation<CreateStateMachine>()
            .CallAsync(
                new(
                    inputs.Text("name"),
                    inputs.Text("definition"),
                    inputs.Text("roleArn"),
                    inputs.Maybe("type"),
                    LoggingOf(inputs),
                    TracingOf(inputs),
                    Tags: inputs.TagList()
                )
            )
            .ConfigureAwait(false);
        return new(made.StateMachineArn, new() { ["arn"] = made.StateMachineArn });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        var arn = before.Id!;
        await cloud
            .Operation<UpdateStateMachine>()
            .CallIfChangedAsync(Change(arn, before.Inputs), Change(arn, inputs))
            .ConfigureAwait(false);
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
        GoneAsync(() => cloud.Operation<DeleteStateMachine>().CallAsync(new(id)));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<DescribeStateMachine>().CallAsync(new(id)).ConfigureAwait(false);
            var tagged = await cloud.Operation<ListTagsForResource>().CallAsync(new(id)).ConfigureAwait(false);
            return new Origin(found.CreationDate, Tags.Json(tagged.Tags));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<DescribeStateMachine>().CallAsync(new(id)).ConfigureAwait(false);
            return FoundInputs.Of(
                ("name", found.Name),
                ("roleArn", found.RoleArn),
                ("type", found.Type),
                ("definition", found.Definition),
                ("tracingConfiguration", new JsonObject { ["enabled"] = found.TracingConfiguration.Enabled }),
                ("loggingConfiguration", new JsonObject { ["level"] = found.LoggingConfiguration.Level })
            );
        });

    static UpdateStateMachine.Input Change(string arn, JsonObject inputs) =>
        new(arn, inputs.Maybe("definition"), inputs.Maybe("roleArn"), LoggingOf(inputs), TracingOf(inputs));

    static LoggingConfiguration? LoggingOf(JsonObject inputs) =>
        inputs["loggingConfiguration"] is JsonObject { Count: > 0 } logging
            ? new(
                logging.Text("level"),
                logging.Flag("includeExecutionData") ?? false,
                logging.Maybe("logDestination") is { } group ? [new(new(group))] : []
            )
            : null;

    static TracingConfiguration? TracingOf(JsonObject inputs) =>
        inputs["tracingConfiguration"] is JsonObject tracing ? new(tracing.Flag("enabled") ?? false) : null;
}
