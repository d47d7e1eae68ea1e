using System.Text.Json.Nodes;
using Classroom.Cli.Stacks;

namespace Classroom.Cli.Provider;

sealed class ApiRoute : ResourceType
{
    static readonly string[] Told = ["routeKey", "target"];

    public override string Token => "aws:apigatewayv2/route:Route";

    public override IReadOnlyList<string> Inputs => ["apiId", "routeKey", "target", "authorizationType", "operationName", "apiKeyRequired"];

    public override IReadOnlyList<string> Fixed => ["apiId"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() => cloud.Aws.RestAsync("apigateway", HttpMethod.Get, PathOf(inputs))).ConfigureAwait(false);
        return [.. ((JsonArray?)found?["items"] ?? []).OfType<JsonObject>().Where(item => item.Maybe("routeKey") == inputs.Text("routeKey")).Select(item => item.Text("routeId"))];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud) =>
        new((await cloud.Aws.RestAsync("apigateway", HttpMethod.Post, PathOf(inputs), Body(inputs)).ConfigureAwait(false)).Text("routeId"), []);

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud.Aws.RestAsync("apigateway", HttpMethod.Patch, $"{PathOf(inputs)}/{before.Id}", Body(inputs)).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) => GoneAsync(() => cloud.Aws.RestAsync("apigateway", HttpMethod.Delete, $"{PathOf(inputs)}/{id}"));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) => IfThereAsync(async () =>
    {
        var found = await cloud.Aws.RestAsync("apigateway", HttpMethod.Get, $"{PathOf(inputs)}/{id}").ConfigureAwait(false);
        return Reading.Given([.. Told.Select(name => (name, found.Copy(name)))]);
    });

    static string PathOf(JsonObject inputs) => $"/v2/apis/{inputs.Text("apiId")}/routes";

    static JsonObject Body(JsonObject inputs) => Reading.Given(
        ("routeKey", inputs.Copy("routeKey")), ("target", inputs.Copy("target")), ("authorizationType", inputs.Copy("authorizationType")), ("operationName", inputs.Copy("operationName")),
        ("apiKeyRequired", inputs.Copy("apiKeyRequired")));
}
