namespace Classroom.Cloud.ApiGateway;

/// <summary>Checks the parts of an API that the cloud supports.</summary>
static class Checks
{
    static readonly string[] Methods = ["ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    public static void Integration(Integration integration)
    {
        if (integration.Type is not ("AWS_PROXY" or "HTTP_PROXY"))
            throw ApiGatewayService.BadRequest(
                $"Integration type {integration.Type} is not supported by HTTP APIs; AWS_PROXY and HTTP_PROXY are."
            );
        if (integration.Type == "HTTP_PROXY")
        {
            if (!Uri.TryCreate(integration.Uri, UriKind.Absolute, out var uri) || !uri.IsLoopback)
                throw ApiGatewayService.BadRequest(
                    $"HTTP integrations of the embedded cloud may only call this machine; {integration.Uri} is not on this machine."
                );
            if (integration.Method is null)
                throw ApiGatewayService.BadRequest("HttpMethod must be specified for HTTP_PROXY integrations.");
        }
        else if (integration.Subtype is { } subtype)
        {
            if (!Execution.ServiceIntegration.Names.Contains(subtype))
                throw ApiGatewayService.BadRequest(
                    $"The embedded cloud does not support the integration subtype {subtype}; it supports "
                        + $"{string.Join(", ", Execution.ServiceIntegration.Names)}."
                );
            if (integration.CredentialsArn is null)
                throw ApiGatewayService.BadRequest("CredentialsArn must be specified for AWS service integrations.");
        }
        else if (integration.Uri is null)
        {
            throw ApiGatewayService.BadRequest("IntegrationUri must be specified for AWS_PROXY integrations.");
        }
        if (integration.PayloadFormatVersion is not (null or "1.0" or "2.0"))
            throw ApiGatewayService.BadRequest($"PayloadFormatVersion must be 1.0 or 2.0, not {integration.PayloadFormatVersion}");
        if (integration.TimeoutInMillis is < 50 or > 30_000)
            throw ApiGatewayService.BadRequest("Timeout should be between 50 ms and 30000 ms");
    }

    public static void Route(ApiRoute route, ApiStore apis)
    {
        if (route.RouteKey != "$default" && (route.RouteKey.Split(' ') is not [var method, ['/', ..]] || !Methods.Contains(method)))
            throw ApiGatewayService.BadRequest(
                $"The provided route key is not formatted properly for HTTP protocol. It should be $default or a method and a path: "
                    + $"GET /pets, not '{route.RouteKey}'."
            );
        if (route.AuthorizationType != "NONE")
            throw ApiGatewayService.BadRequest(
                $"The embedded cloud has no authorizers; AuthorizationType {route.AuthorizationType} is not supported. Use NONE."
            );
        if (
            route.Target is { } target
            && (
                !target.StartsWith("integrations/", StringComparison.Ordinal)
                || !apis.Integrations.Has(ApiStore.Key(route.Api, target["integrations/".Length..]))
            )
        )
            throw ApiGatewayService.BadRequest($"Invalid target '{target}': the API has no such integration.");
        if (apis.Routes.Below(ApiStore.KeysOf(route.Api)).Any(known => known.RouteKey == route.RouteKey && known.Id != route.Id))
            throw ApiGatewayService.Conflict($"Route with key {route.RouteKey} already exists for this API");
    }
}
