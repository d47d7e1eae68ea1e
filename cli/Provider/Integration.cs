using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;

namespace Classroom.Cli.Provider;

sealed class Integration : ResourceType
{
    public override string Token => "aws:apigatewayv2/integration:Integration";

    public override IReadOnlyList<string> Inputs =>
        [
            "apiId",
            "integrationType",
            "integrationUri",
            "integrationMethod",
            "integrationSubtype",
            "payloadFormatVersion",
            "credentialsArn",
            "timeoutMilliseconds",
            "requestParameters",
            "description",
        ];

    public override IReadOnlyList<string> Fixed => ["apiId"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() => cloud.Operation<GetIntegrations>().CallAsync(new(inputs.Text("apiId")))).ConfigureAwait(false);
        return
        [
            .. found
                ?.Items.Where(item =>
                    item.IntegrationUri == inputs.Maybe("integrationUri") && item.IntegrationSubtype == inputs.Maybe("integrationSubtype")
                )
                .Select(item => item.IntegrationId)
                ?? [],
        ];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Operation<CreateIntegration>()
            .CallAsync(
                new(inputs.Text("apiId"))
                {
                    IntegrationType = inputs.Maybe("integrationType"),
                    IntegrationUri = inputs.Maybe("integrationUri"),
                    IntegrationMethod = inputs.Maybe("integrationMethod"),
                    IntegrationSubtype = inputs.Maybe("integrationSubtype"),
                    PayloadFormatVersion = inputs.Maybe("payloadFormatVersion"),
                    CredentialsArn = inputs.Maybe("credentialsArn"),
                    TimeoutInMillis = inputs.Number("timeoutMilliseconds"),
                    RequestParameters = inputs.TextMap("requestParameters"),
                    Description = inputs.Maybe("description"),
                }
            )
            .ConfigureAwait(false);
        return new(made.IntegrationId, []);
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<UpdateIntegration>()
            .CallAsync(
                new(inputs.Text("apiId"), before.Id!)
                {
                    IntegrationType = inputs.Maybe("integrationType"),
                    IntegrationUri = inputs.Maybe("integrationUri"),
                    IntegrationMethod = inputs.Maybe("integrationMethod"),
                    IntegrationSubtype = inputs.Maybe("integrationSubtype"),
                    PayloadFormatVersion = inputs.Maybe("payloadFormatVersion"),
                    CredentialsArn = inputs.Maybe("credentialsArn"),
                    TimeoutInMillis = inputs.Number("timeoutMilliseconds"),
                    RequestParameters = inputs.TextMap("requestParameters"),
                    Description = inputs.Maybe("description"),
                }
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteIntegration>().CallAsync(new(inputs.Text("apiId"), id)));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetIntegration>().CallAsync(new(inputs.Text("apiId"), id)).ConfigureAwait(false);
            return FoundInputs.Of(
                ("integrationType", found.IntegrationType),
                ("integrationUri", found.IntegrationUri),
                ("payloadFormatVersion", found.PayloadFormatVersion)
            );
        });
}
