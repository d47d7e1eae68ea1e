using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;

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
        var (api, name) = (inputs.Text("apiId"), inputs.Text("name"));
        await cloud
            .Operation<CreateStage>()
            .CallAsync(
                new(api, name, inputs.TagMap())
                {
                    AutoDeploy = inputs.Flag("autoDeploy"),
                    DefaultRouteSettings = RouteSettingsOf(inputs),
                    AccessLogSettings = AccessLogSettingsOf(inputs),
                    StageVariables = inputs.TextMap("stageVariables"),
                    Description = inputs.Maybe("description"),
                }
            )
            .ConfigureAwait(false);
        var found = await cloud.Operation<GetApi>().CallAsync(new(api)).ConfigureAwait(false);
        return new(
            name,
            new()
            {
                ["arn"] = $"arn:aws:apigateway:{cloud.Region}::/apis/{api}/stages/{name}",
                ["executionArn"] = cloud.Arn("execute-api", $"{api}/{name}"),
                ["invokeUrl"] = $"{found.ApiEndpoint}/{(name == "$default" ? "" : name)}",
            }
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<UpdateStage>()
            .CallIfChangedAsync(Change(before.Id!, before.Inputs), Change(before.Id!, inputs))
            .ConfigureAwait(false);
        await ApiTags.ChangeAsync(cloud, before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteStage>().CallAsync(new(inputs.Text("apiId"), id)));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetStage>().CallAsync(new(inputs.Text("apiId"), id)).ConfigureAwait(false);
            return FoundInputs.Of(("name", id), ("autoDeploy", found.AutoDeploy), ("tags", Tags.Json(found.Tags)));
        });

    static UpdateStage.Input Change(string name, JsonObject inputs) =>
        new(inputs.Text("apiId"), name)
        {
            AutoDeploy = inputs.Flag("autoDeploy"),
            DefaultRouteSettings = RouteSettingsOf(inputs),
            AccessLogSettings = AccessLogSettingsOf(inputs),
            StageVariables = inputs.TextMap("stageVariables"),
            Description = inputs.Maybe("description"),
        };

    static RouteSettings? RouteSettingsOf(JsonObject inputs) =>
        inputs["defaultRouteSettings"] is JsonObject settings
            ? new(
                settings.Flag("detailedMetricsEnabled"),
                settings.Number("throttlingBurstLimit"),
                settings.Fraction("throttlingRateLimit"),
                settings.Flag("dataTraceEnabled"),
                settings.Maybe("loggingLevel")
            )
            : null;

    static AccessLogSettings? AccessLogSettingsOf(JsonObject inputs) =>
        inputs["accessLogSettings"] is JsonObject settings ? new(settings.Maybe("destinationArn"), settings.Maybe("format")) : null;
}
