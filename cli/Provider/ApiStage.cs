using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class ApiStage : ResourceType
{
    public override string Token => "aws:apigatewayv2/stage:Stage";

    public override IReadOnlyList<string> Inputs =>
        ["apiId", "name", "autoDeploy", "defaultRouteSettings", "accessLogSettings", "stageVariables", "description", "tags"];

    public override IReadOnlyList<string> Fixed => ["apiId", "name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var body = Body(inputs);
        (body["stageName"], body["tags"]) = (inputs.Copy("name"), inputs.Map("tags").DeepClone());
        await cloud.Aws.RestAsync("apigateway", HttpMethod.Post, PathOf(inputs), body).ConfigureAwait(false);
        var api = await cloud.Aws.RestAsync("apigateway", HttpMethod.Get, $"/v2/apis/{inputs.Text("apiId")}").ConfigureAwait(false);
        var name = inputs.Text("name");
        return new(
            name,
            new()
            {
                ["arn"] = $"arn:aws:apigateway:{cloud.Aws.Region}::/apis/{inputs.Text("apiId")}/stages/{name}",
                ["executionArn"] = cloud.Arn("execute-api", $"{inputs.Text("apiId")}/{name}"),
                ["invokeUrl"] = $"{api.Text("apiEndpoint")}/{(name == "$default" ? "" : name)}",
            }
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (!JsonNode.DeepEquals(Body(before.Inputs), Body(inputs)))
            await cloud
                .Aws.RestAsync("apigateway", HttpMethod.Patch, $"{PathOf(inputs)}/{Uri.EscapeDataString(before.Id!)}", Body(inputs))
                .ConfigureAwait(false);
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
        GoneAsync(() => cloud.Aws.RestAsync("apigateway", HttpMethod.Delete, $"{PathOf(inputs)}/{Uri.EscapeDataString(id)}"));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud
                .Aws.RestAsync("apigateway", HttpMethod.Get, $"{PathOf(inputs)}/{Uri.EscapeDataString(id)}")
                .ConfigureAwait(false);
            return Reading.Given(("name", id), ("autoDeploy", found.Copy("autoDeploy")), ("tags", found.Map("tags").DeepClone()));
        });

    static string PathOf(JsonObject inputs) => $"/v2/apis/{inputs.Text("apiId")}/stages";

    static JsonObject Body(JsonObject inputs) =>
        Reading.Given(
            ("autoDeploy", inputs.Copy("autoDeploy")),
            ("defaultRouteSettings", inputs.Copy("defaultRouteSettings")),
            ("accessLogSettings", inputs.Copy("accessLogSettings")),
            ("stageVariables", inputs.Copy("stageVariables")),
            ("description", inputs.Copy("description"))
        );
}
