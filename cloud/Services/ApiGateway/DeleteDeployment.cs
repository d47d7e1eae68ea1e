using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("DELETE", "/v2/apis/{ApiId}/deployments/{DeploymentId}", Status = 204)]
sealed class DeleteDeployment(ApiStore apis) : IOperation<DeleteDeployment.Input, Nothing>
{
    public sealed record Input(string ApiId, string DeploymentId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/deployments/{input.DeploymentId}");

    public Nothing Run(Input input, Call call)
    {
        if (apis.Stages.Below(ApiStore.KeysOf(input.ApiId)).Any(stage => stage.DeploymentId == input.DeploymentId))
            throw ApiGatewayService.BadRequest("Active stages pointing to this deployment must be moved or deleted");
        return apis.Deployments.Remove(ApiStore.Key(input.ApiId, input.DeploymentId))
            ? Nothing.Value
            : throw ApiGatewayService.NotFound("Deployment identifier");
    }
}
