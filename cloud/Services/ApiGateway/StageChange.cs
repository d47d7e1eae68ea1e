namespace Classroom.Cloud.ApiGateway;

/// <summary>The members of a stage in a request; members that are absent keep their value.</summary>
abstract record StageChange
{
    public bool? AutoDeploy { get; init; }

    public string? DeploymentId { get; init; }

    public string? Description { get; init; }

    public AccessLogSettings? AccessLogSettings { get; init; }

    public RouteSettings? DefaultRouteSettings { get; init; }

    public IReadOnlyDictionary<string, RouteSettings>? RouteSettings { get; init; }

    public IReadOnlyDictionary<string, string>? StageVariables { get; init; }

    public StageView Put(ApiStore apis, Stage known, DateTimeOffset now)
    {
        if (DeploymentId is { } deployment && !apis.Deployments.Has(ApiStore.Key(known.Api, deployment)))
            throw ApiGatewayService.NotFound("Deployment identifier");
        var stage = known with
        {
            AutoDeploy = AutoDeploy ?? known.AutoDeploy,
            DeploymentId = DeploymentId ?? known.DeploymentId,
            Description = Description ?? known.Description,
            AccessLogSettings = AccessLogSettings ?? known.AccessLogSettings,
            DefaultRouteSettings = DefaultRouteSettings ?? known.DefaultRouteSettings,
            RouteSettings = RouteSettings ?? known.RouteSettings,
            StageVariables = StageVariables ?? known.StageVariables,
            Updated = now,
        };
        apis.Put(stage);
        return StageView.Of(stage);
    }
}
