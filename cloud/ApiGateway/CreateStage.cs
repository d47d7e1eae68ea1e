using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.ApiGateway;

[Route("POST", "/v2/apis/{ApiId}/stages", Status = 201)]
sealed class CreateStage(ApiStore apis) : IOperation<CreateStage.Input, StageView>
{
    public sealed record Input(string ApiId, string StageName, bool? AutoDeploy = null, string? DeploymentId = null, string? Description = null, AccessLogSettings? AccessLogSettings = null, RouteSettings? DefaultRouteSettings = null, IReadOnlyDictionary<string, RouteSettings>? RouteSettings = null, IReadOnlyDictionary<string, string>? StageVariables = null, IReadOnlyDictionary<string, string>? Tags = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/stages");

    public StageView Run(Input input, Call call)
    {
        apis.Api(input.ApiId);
        if (apis.Stages.Has(ApiStore.Key(input.ApiId, input.StageName))) throw ApiGatewayService.Conflict("Stage already exists");
        if (input.StageName != "$default" && !input.StageName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw ApiGatewayService.BadRequest("Stage name only allows a-zA-Z0-9_- and $default");
        if (input.DeploymentId is { } deployment && !apis.Deployments.Has(ApiStore.Key(input.ApiId, deployment))) throw ApiGatewayService.NotFound("Deployment identifier");
        var blank = new Stage(input.ApiId, input.StageName, call.Now) { Tags = input.Tags is null ? Tags.None : Tags.None.SetItems(input.Tags) };
        var stage = blank with
        {
            AutoDeploy = input.AutoDeploy ?? blank.AutoDeploy,
            DeploymentId = input.DeploymentId ?? blank.DeploymentId,
            Description = input.Description ?? blank.Description,
            AccessLogSettings = input.AccessLogSettings ?? blank.AccessLogSettings,
            DefaultRouteSettings = input.DefaultRouteSettings ?? blank.DefaultRouteSettings,
            RouteSettings = input.RouteSettings ?? blank.RouteSettings,
            StageVariables = input.StageVariables ?? blank.StageVariables,
            Updated = call.Now,
        };
        apis.Put(stage);
        return StageView.Of(stage);
    }
}
