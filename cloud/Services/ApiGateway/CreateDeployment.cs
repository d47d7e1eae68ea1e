using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("POST", "/v2/apis/{ApiId}/deployments", Status = 201)]
sealed class CreateDeployment(ApiStore apis) : IOperation<CreateDeployment.Input, DeploymentView>
{
    public sealed record Input(string ApiId, string? StageName = null, string? Description = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/deployments");

    public DeploymentView Run(Input input, Call call)
    {
        apis.Api(input.ApiId);
        var stage = input.StageName is null ? null : apis.Stage(input.ApiId, input.StageName);
        if (stage is { AutoDeploy: true })
            throw ApiGatewayService.BadRequest("Deployment ID cannot be updated on a stage with autoDeploy enabled");
        var deployment = apis.Deploy(input.ApiId, input.Description, call.Now);
        if (stage is not null)
            apis.Put(stage with { DeploymentId = deployment.Id, Updated = call.Now });
        return DeploymentView.Of(deployment);
    }
}
