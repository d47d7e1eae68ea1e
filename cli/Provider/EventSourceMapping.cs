using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;

namespace Classroom.Cli.Provider;

sealed class EventSourceMapping : ResourceType
{
    public override string Token => "aws:lambda/eventSourceMapping:EventSourceMapping";

    public override IReadOnlyList<string> Inputs =>
        ["eventSourceArn", "functionName", "batchSize", "enabled", "functionResponseTypes", "maximumBatchingWindowInSeconds", "tags"];

    public override IReadOnlyList<string> Fixed => ["eventSourceArn"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var function = inputs.Text("functionName").Split(':')[^1];
        var found = await cloud
            .Operation<ListEventSourceMappings>()
            .CallAsync(new(EventSourceArn: inputs.Text("eventSourceArn")))
            .ConfigureAwait(false);
        return
        [
            .. found
                .EventSourceMappings.Where(mapping => mapping.FunctionArn.EndsWith(function, StringComparison.Ordinal))
                .Select(mapping => mapping.UUID),
        ];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Operation<CreateEventSourceMapping>()
            .CallAsync(
                new(
                    inputs.Text("functionName"),
                    inputs.Text("eventSourceArn"),
                    BatchSize: inputs.Number("batchSize"),
                    Enabled: inputs.Flag("enabled") ?? true,
                    MaximumBatchingWindowInSeconds: inputs.Number("maximumBatchingWindowInSeconds"),
                    FunctionResponseTypes: inputs.Texts("functionResponseTypes"),
                    Tags: inputs.TagMap()
                )
            )
            .ConfigureAwait(false);
        return new(
            made.UUID,
            new()
            {
                ["uuid"] = made.UUID,
                ["arn"] = cloud.Arn("lambda", $"event-source-mapping:{made.UUID}"),
                ["functionArn"] = made.FunctionArn,
            }
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<UpdateEventSourceMapping>()
            .CallIfChangedAsync(Change(before.Id!, before.Inputs), Change(before.Id!, inputs))
            .ConfigureAwait(false);
        await LambdaTags.ChangeAsync(cloud, before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteEventSourceMapping>().CallAsync(new(id)));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetEventSourceMapping>().CallAsync(new(id)).ConfigureAwait(false);
            return FoundInputs.Of(
                ("eventSourceArn", found.EventSourceArn),
                ("functionName", found.FunctionArn),
                ("batchSize", found.BatchSize),
                ("enabled", inputs.ContainsKey("enabled") || found.State == "Disabled" ? found.State != "Disabled" : null),
                ("functionResponseTypes", FoundInputs.List(found.FunctionResponseTypes))
            );
        });

    static UpdateEventSourceMapping.Input Change(string id, JsonObject inputs) =>
        new(
            id,
            inputs.Maybe("functionName"),
            inputs.Flag("enabled"),
            inputs.Number("batchSize"),
            inputs.Number("maximumBatchingWindowInSeconds"),
            inputs.Texts("functionResponseTypes")
        );
}
