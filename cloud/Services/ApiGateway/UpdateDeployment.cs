using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("PATCH", "/v2/apis/{ApiId}/deployments/{DeploymentId}")]
sealed class UpdateDeployment(ApiStore apis) : IOperation<UpdateDeployment.Input, DeploymentView>
{
    public sealed record Input(string ApiId, string DeploymentId, string? Description = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/deployments/{input.DeploymentId}");

    public DeploymentView Run(Input input, Call call)
    {
        var key = ApiStore.Key(input.ApiId, input.DeploymentId);
        var deployment = apis.Deployments.Find(key) ?? throw ApiGatewayService.NotFound("Deployment identifier");
        var changed = deployment with { Description = input.Description ?? deployment.Description };
        apis.Deployments.Put(key, changed);
        return DeploymentView.Of(changed);
    }
}
