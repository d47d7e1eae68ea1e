namespace Classroom.Cloud.ApiGateway;

sealed record ApiView(
    string ApiEndpoint,
    string ApiId,
    string ApiKeySelectionExpression,
    Cors? CorsConfiguration,
    string CreatedDate,
    string? Description,
    bool DisableExecuteApiEndpoint,
    string IpAddressType,
    string Name,
    string ProtocolType,
    string RouteSelectionExpression,
    IReadOnlyDictionary<string, string> Tags,
    string? Version
)
{
    public static ApiView Of(Api api, ApiStore apis) =>
        new(
            apis.EndpointOf(api.Id),
            api.Id,
            api.ApiKeySelectionExpression,
            api.CorsConfiguration,
            ApiStore.Iso(api.Created),
            api.Description,
            api.DisableExecuteApiEndpoint,
            api.IpAddressType,
            api.Name,
            "HTTP",
            api.RouteSelectionExpression,
            api.Tags,
            api.Version
        );
}

sealed record IntegrationView(
    string ConnectionType,
    string? CredentialsArn,
    string? Description,
    string IntegrationId,
    string? IntegrationMethod,
    string? IntegrationSubtype,
    string? IntegrationType,
    string? IntegrationUri,
    string? PayloadFormatVersion,
    IReadOnlyDictionary<string, string>? RequestParameters,
    int TimeoutInMillis
)
{
    public static IntegrationView Of(Integration integration) =>
        new(
            integration.ConnectionType,
            integration.CredentialsArn,
            integration.Description,
            integration.Id,
            integration.Method,
            integration.Subtype,
            integration.Type,
            integration.Uri,
            integration.PayloadFormatVersion,
            integration.RequestParameters,
            integration.TimeoutInMillis
        );
}

sealed record RouteView(
    bool ApiKeyRequired,
    string AuthorizationType,
    string? OperationName,
    string RouteId,
    string RouteKey,
    string? Target
)
{
    public static RouteView Of(ApiRoute route) =>
        new(route.ApiKeyRequired, route.AuthorizationType, route.OperationName, route.Id, route.RouteKey, route.Target);
}

sealed record StageView(
    AccessLogSettings? AccessLogSettings,
    bool AutoDeploy,
    string CreatedDate,
    RouteSettings DefaultRouteSettings,
    string? DeploymentId,
    string? Description,
    string LastUpdatedDate,
    IReadOnlyDictionary<string, RouteSettings> RouteSettings,
    string StageName,
    IReadOnlyDictionary<string, string> StageVariables,
    IReadOnlyDictionary<string, string> Tags
)
{
    public static StageView Of(Stage stage) =>
        new(
            stage.AccessLogSettings,
            stage.AutoDeploy,
            ApiStore.Iso(stage.Created),
            stage.DefaultRouteSettings ?? new(DetailedMetricsEnabled: false),
            stage.DeploymentId,
            stage.Description,
            ApiStore.Iso(stage.Updated),
            stage.RouteSettings ?? new Dictionary<string, RouteSettings>(),
            stage.Name,
            stage.StageVariables ?? new Dictionary<string, string>(),
            stage.Tags
        );
}

sealed record DeploymentView(bool AutoDeployed, string CreatedDate, string DeploymentId, string DeploymentStatus, string? Description)
{
    public static DeploymentView Of(Deployment deployment) =>
        new(false, ApiStore.Iso(deployment.Created), deployment.Id, "DEPLOYED", deployment.Description);
}
