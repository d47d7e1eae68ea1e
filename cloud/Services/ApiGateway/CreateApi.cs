using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("POST", "/v2/apis", Status = 201)]
sealed class CreateApi(ApiStore apis) : IOperation<CreateApi.Input, ApiView>
{
    public sealed record Input(
        string? Name = null,
        string? ProtocolType = null,
        string? Description = null,
        string? Version = null,
        Cors? CorsConfiguration = null,
        bool? DisableExecuteApiEndpoint = null,
        string? IpAddressType = null,
        string? RouteSelectionExpression = null,
        string? ApiKeySelectionExpression = null,
        IReadOnlyDictionary<string, string>? Tags = null,
        string? Target = null,
        string? RouteKey = null,
        string? CredentialsArn = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs("apis");

    public ApiView Run(Input input, Call call)
    {
        if (string.IsNullOrEmpty(input.Name))
            throw ApiGatewayService.BadRequest("Name must be specified");
        if (input.ProtocolType != "HTTP")
            throw ApiGatewayService.BadRequest(
                $"The embedded cloud has HTTP APIs only; ProtocolType {input.ProtocolType} is not supported."
            );
        var api = new Api(ApiStore.NewId(10), input.Name, call.Now)
        {
            Description = input.Description,
            Version = input.Version,
            CorsConfiguration = input.CorsConfiguration,
            DisableExecuteApiEndpoint = input.DisableExecuteApiEndpoint ?? false,
            IpAddressType = input.IpAddressType ?? "ipv4",
            Tags = input.Tags is null ? Tags.None : Tags.None.SetItems(input.Tags),
        };
        apis.Apis.Put(api.Id, api);
        if (input.Target is { } target)
        {
            // Quick create: one call creates an API with an integration, a default route and a stage.
            var integration = new Integration(api.Id, ApiStore.NewId())
            {
                Type = target.StartsWith("arn:", StringComparison.Ordinal) ? "AWS_PROXY" : "HTTP_PROXY",
                Uri = target,
                Method = target.StartsWith("arn:", StringComparison.Ordinal) ? "POST" : "ANY",
                PayloadFormatVersion = "2.0",
                CredentialsArn = input.CredentialsArn,
            };
            Checks.Integration(integration);
            apis.Put(integration);
            apis.Put(new ApiRoute(api.Id, ApiStore.NewId(), input.RouteKey ?? "$default") { Target = $"integrations/{integration.Id}" });
            apis.Put(new Stage(api.Id, "$default", call.Now) { AutoDeploy = true });
        }
        return ApiView.Of(api, apis);
    }
}
