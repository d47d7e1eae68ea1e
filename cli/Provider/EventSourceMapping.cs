using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class EventSourceMapping : ResourceType
{
    const string Mappings = "/2015-03-31/event-source-mappings";

    public override string Token => "aws:lambda/eventSourceMapping:EventSourceMapping";

    public override IReadOnlyList<string> Inputs =>
        ["eventSourceArn", "functionName", "batchSize", "enabled", "functionResponseTypes", "maximumBatchingWindowInSeconds", "tags"];

    public override IReadOnlyList<string> Fixed => ["eventSourceArn"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var found = await cloud
            .Aws.RestAsync("lambda", HttpMethod.Get, $"{Mappings}?EventSourceArn={Uri.EscapeDataString(inputs.Text("eventSourceArn"))}")
            .ConfigureAwait(false);
        return
        [
            .. ((JsonArray)found["EventSourceMappings"]!)
                .OfType<JsonObject>()
                .Where(mapping =>
                    mapping.Text("FunctionArn").EndsWith(inputs.Text("functionName").Split(':')[^1], StringComparison.Ordinal)
                )
                .Select(mapping => mapping.Text("UUID")),
        ];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var body = Body(inputs);
        (body["EventSourceArn"], body["Tags"]) = (inputs.Text("eventSourceArn"), inputs.Map("tags").DeepClone());
        var made = await cloud.Aws.RestAsync("lambda", HttpMethod.Post, Mappings, body).ConfigureAwait(false);
        return new(
            made.Text("UUID"),
            new()
            {
                ["uuid"] = made.Text("UUID"),
                ["arn"] = cloud.Arn("lambda", $"event-source-mapping:{made.Text("UUID")}"),
                ["functionArn"] = made.Copy("FunctionArn"),
            }
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (!JsonNode.DeepEquals(Body(before.Inputs), Body(inputs)))
            await cloud.Aws.RestAsync("lambda", HttpMethod.Put, $"{Mappings}/{before.Id}", Body(inputs)).ConfigureAwait(false);
        await Tags.ChangeByPathAsync(cloud.Aws, "lambda", $"/2017-03-31/tags/{before.Outputs.Text("arn")}", "Tags", before.Inputs, inputs)
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.RestAsync("lambda", HttpMethod.Delete, $"{Mappings}/{id}"));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Aws.RestAsync("lambda", HttpMethod.Get, $"{Mappings}/{id}").ConfigureAwait(false);
            return Reading.Given(
                ("eventSourceArn", found.Copy("EventSourceArn")),
                ("functionName", found.Copy("FunctionArn")),
                ("batchSize", found.Copy("BatchSize")),
                ("functionResponseTypes", found.Copy("FunctionResponseTypes"))
            );
        });

    static JsonObject Body(JsonObject inputs) =>
        Reading.Given(
            ("FunctionName", inputs.Copy("functionName")),
            ("BatchSize", inputs.Copy("batchSize")),
            ("Enabled", inputs.Copy("enabled")),
            ("FunctionResponseTypes", inputs.Copy("functionResponseTypes")),
            ("MaximumBatchingWindowInSeconds", inputs.Copy("maximumBatchingWindowInSeconds"))
        );
}
