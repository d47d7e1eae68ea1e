using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;

namespace Classroom.Cli.Provider;

sealed class Api : ResourceType
{
    public override string Token => "aws:apigatewayv2/api:Api";

    public override IReadOnlyList<string> Inputs =>
        ["name", "protocolType", "description", "version", "corsConfiguration", "disableExecuteApiEndpoint", "tags"];

    public override IReadOnlyList<string> Fixed => ["protocolType"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var found = await cloud.Operation<GetApis>().CallAsync(new(MaxResults: 1000)).ConfigureAwait(false);
        return [.. found.Items.Where(api => api.Name == inputs.Text("name")).Select(api => api.ApiId)];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Operation<CreateApi>()
            .CallAsync(
                new(
                    Name: inputs.Maybe("name"),
                    ProtocolType: inputs.Maybe("protocolType"),
                    Description: inputs.Maybe("description"),
                    Version: inputs.Maybe("version"),
                    CorsConfiguration: CorsOf(inputs),
                    DisableExecuteApiEndpoint: inputs.Flag("disableExecuteApiEndpoint"),
                    Tags: inputs.TagMap()
                )
            )
            .ConfigureAwait(false);
        return new(
            made.ApiId,
            new()
            {
                ["apiEndpoint"] = made.ApiEndpoint,
                ["executionArn"] = cloud.Arn("execute-api", made.ApiId),
                ["arn"] = $"arn:aws:apigateway:{cloud.Region}::/apis/{made.ApiId}",
            }
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<UpdateApi>()
            .CallIfChangedAsync(Change(before.Id!, before.Inputs), Change(before.Id!, inputs))
            .ConfigureAwait(false);
        await ApiTags.ChangeAsync(cloud, before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteApi>().CallAsync(new(id)));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetApi>().CallAsync(new(id)).ConfigureAwait(false);
            return new Origin(Origin.Moment(found.CreatedDate), Tags.Json(found.Tags));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetApi>().CallAsync(new(id)).ConfigureAwait(false);
            return FoundInputs.Of(
                ("name", found.Name),
                ("protocolType", found.ProtocolType),
                ("description", found.Description),
                ("tags", Tags.Json(found.Tags))
            );
        });

    static UpdateApi.Input Change(string id, JsonObject inputs) =>
        new(
            id,
            Name: inputs.Maybe("name"),
            Description: inputs.Maybe("description"),
            Version: inputs.Maybe("version"),
            CorsConfiguration: CorsOf(inputs),
            DisableExecuteApiEndpoint: inputs.Flag("disableExecuteApiEndpoint")
        );

    static Cors? CorsOf(JsonObject inputs) =>
        inputs["corsConfiguration"] is JsonObject cors
            ? new(
                cors.Flag("allowCredentials"),
                cors.Texts("allowHeaders"),
                cors.Texts("allowMethods"),
                cors.Texts("allowOrigins"),
                cors.Texts("exposeHeaders"),
                cors.Number("maxAge")
            )
            : null;
}
