using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class Api : ResourceType
{
    public override string Token => "aws:apigatewayv2/api:Api";

    public override IReadOnlyList<string> Inputs =>
        ["name", "protocolType", "description", "version", "corsConfiguration", "disableExecuteApiEndpoint", "tags"];

    public override IReadOnlyList<string> Fixed => ["protocolType"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var found = await cloud.Aws.RestAsync("apigateway", HttpMethod.Get, "/v2/apis?maxResults=1000").ConfigureAwait(false);
        return
        [
            .. ((JsonArray)found["items"]!)
                .OfType<JsonObject>()
                .Where(api => api.Maybe("name") == inputs.Text("name"))
                .Select(api => api.Text("apiId")),
        ];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var body = Body(inputs);
        (body["protocolType"], body["tags"]) = (inputs.Copy("protocolType"), inputs.Map("tags").DeepClone());
        var made = await cloud.Aws.RestAsync("apigateway", HttpMethod.Post, "/v2/apis", body).ConfigureAwait(false);
        var id = made.Text("apiId");
        return new(
            id,
            new()
            {
                ["apiEndpoint"] = made.Copy("apiEndpoint"),
                ["executionArn"] = cloud.Arn("execute-api", id),
                ["arn"] = $"arn:aws:apigateway:{cloud.Aws.Region}::/apis/{id}",
            }
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (!JsonNode.DeepEquals(Body(before.Inputs), Body(inputs)))
            await cloud.Aws.RestAsync("apigateway", HttpMethod.Patch, $"/v2/apis/{before.Id}", Body(inputs)).ConfigureAwait(false);
        await Tags.ChangeByPathAsync(
                cloud.Aws,
                "apigateway",
                $"/v2/tags/{Uri.EscapeDataString(before.Outputs.Text("arn"))}",
                "tags",
                before.Inputs,
                inputs
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.RestAsync("apigateway", HttpMethod.Delete, $"/v2/apis/{id}"));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Aws.RestAsync("apigateway", HttpMethod.Get, $"/v2/apis/{id}").ConfigureAwait(false);
            return new Origin(Origin.Moment(found["createdDate"]), found.Map("tags"));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Aws.RestAsync("apigateway", HttpMethod.Get, $"/v2/apis/{id}").ConfigureAwait(false);
            return Reading.Given(
                ("name", found.Copy("name")),
                ("protocolType", found.Copy("protocolType")),
                ("description", found.Copy("description")),
                ("tags", found.Map("tags").DeepClone())
            );
        });

    static JsonObject Body(JsonObject inputs) =>
        Reading.Given(
            ("name", inputs.Copy("name")),
            ("description", inputs.Copy("description")),
            ("version", inputs.Copy("version")),
            ("corsConfiguration", inputs.Copy("corsConfiguration")),
            ("disableExecuteApiEndpoint", inputs.Copy("disableExecuteApiEndpoint"))
        );
}
