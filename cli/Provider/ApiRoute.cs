using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;

namespace Classroom.Cli.Provider;

sealed class ApiRoute : ResourceType
{
    public override string Token => "aws:apigatewayv2/route:Route";

    public override IReadOnlyList<string> Inputs => ["apiId", "routeKey", "target", "authorizationType", "operationName", "apiKeyRequired"];

    public override IReadOnlyList<string> Fixed => ["apiId"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() => cloud.Operation<GetRoutes>().CallAsync(new(inputs.Text("apiId")))).ConfigureAwait(false);
        return [.. found?.Items.Where(route => route.RouteKey == inputs.Text("routeKey")).Select(route => route.RouteId) ?? []];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Operation<CreateRoute>()
            .CallAsync(
                new(
                    inputs.Text("apiId"),
                    inputs.Text("routeKey"),
                    inputs.Maybe("target"),
                    inputs.Maybe("authorizationType"),
                    inputs.Maybe("operationName"),
                    inputs.Flag("apiKeyRequired")
                )
            )
            .ConfigureAwait(false);
        return new(made.RouteId, []);
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<UpdateRoute>()
            .CallAsync(
                new(
                    inputs.Text("apiId"),
                    before.Id!,
                    inputs.Maybe("routeKey"),
                    inputs.Maybe("target"),
                    inputs.Maybe("authorizationType"),
                    inputs.Maybe("operationName"),
                    inputs.Flag("apiKeyRequired")
                )
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteRoute>().CallAsync(new(inputs.Text("apiId"), id)));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetRoute>().CallAsync(new(inputs.Text("apiId"), id)).ConfigureAwait(false);
            return FoundInputs.Of(("routeKey", found.RouteKey), ("target", found.Target));
        });
}
