using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/apis/{ApiId}/deployments/{DeploymentId}")]
sealed class GetDeployment(ApiStore apis) : IOperation<GetDeployment.Input, DeploymentView>
{
    public sealed record Input(string ApiId, string DeploymentId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/deployments/{input.DeploymentId}");

    public DeploymentView Run(Input input, Call call) =>
        DeploymentView.Of(
            apis.Deployments.Find(ApiStore.Key(input.ApiId, input.DeploymentId))
                ?? throw ApiGatewayService.NotFound("Deployment identifier")
        );
}
