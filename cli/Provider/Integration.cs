using System.Text.Json.Nodes;
using Classroom.Cli.Stacks;

namespace Classroom.Cli.Provider;

sealed class Integration : ResourceType
{
    static readonly string[] Told = ["integrationType", "integrationUri", "payloadFormatVersion"];

    public override string Token => "aws:apigatewayv2/integration:Integration";

    public override IReadOnlyList<string> Inputs => ["apiId", "integrationType", "integrationUri", "integrationMethod", "integrationSubtype", "payloadFormatVersion", "credentialsArn", "timeoutMilliseconds", "requestParameters", "description"];

    public override IReadOnlyList<string> Fixed => ["apiId"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() => cloud.Aws.RestAsync("apigateway", HttpMethod.Get, PathOf(inputs))).ConfigureAwait(false);
        return [.. ((JsonArray?)found?["items"] ?? []).OfType<JsonObject>().Where(item => item.Maybe("integrationUri") == inputs.Maybe("integrationUri") && item.Maybe("integrationSubtype") == inputs.Maybe("integrationSubtype")).Select(item => item.Text("integrationId"))];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud) =>
        new((await cloud.Aws.RestAsync("apigateway", HttpMethod.Post, PathOf(inputs), Body(inputs)).ConfigureAwait(false)).Text("integrationId"), []);

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

    static string PathOf(JsonObject inputs) => $"/v2/apis/{inputs.Text("apiId")}/integrations";

    static JsonObject Body(JsonObject inputs) => Reading.Given(
        ("integrationType", inputs.Copy("integrationType")), ("integrationUri", inputs.Copy("integrationUri")), ("integrationMethod", inputs.Copy("integrationMethod")), ("integrationSubtype", inputs.Copy("integrationSubtype")),
        ("payloadFormatVersion", inputs.Copy("payloadFormatVersion")), ("credentialsArn", inputs.Copy("credentialsArn")), ("timeoutInMillis", inputs.Copy("timeoutMilliseconds")), ("requestParameters", inputs.Copy("requestParameters")),
        ("description", inputs.Copy("description")));
}
