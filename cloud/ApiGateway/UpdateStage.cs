using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.ApiGateway;

[Route("PATCH", "/v2/apis/{ApiId}/stages/{StageName}")]
sealed class UpdateStage(ApiStore apis) : IOperation<UpdateStage.Input, StageView>
{
    public sealed record Input(string ApiId, string StageName, bool? AutoDeploy = null, string? DeploymentId = null, string? Description = null, AccessLogSettings? AccessLogSettings = null, RouteSettings? DefaultRouteSettings = null, IReadOnlyDictionary<string, RouteSettings>? RouteSettings = null, IReadOnlyDictionary<string, string>? StageVariables = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/stages/{input.StageName}");

    public StageView Run(Input input, Call call)
    {
        var known = apis.Stage(input.ApiId, input.StageName);
        if (input.DeploymentId is { } deployment && !apis.Deployments.Has(ApiStore.Key(input.ApiId, deployment))) throw ApiGatewayService.NotFound("Deployment identifier");
        var stage = known with
        {
            AutoDeploy = input.AutoDeploy ?? known.AutoDeploy,
            DeploymentId = input.DeploymentId ?? known.DeploymentId,
            Description = input.Description ?? known.Description,
            AccessLogSettings = input.AccessLogSettings ?? known.AccessLogSettings,
            DefaultRouteSettings = input.DefaultRouteSettings ?? known.DefaultRouteSettings,
            RouteSettings = input.RouteSettings ?? known.RouteSettings,
            StageVariables = input.StageVariables ?? known.StageVariables,
            Updated = call.Now,
        };
        apis.Put(stage);
        return StageView.Of(stage);
    }
}
