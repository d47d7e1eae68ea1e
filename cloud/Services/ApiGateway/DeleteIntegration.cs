using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("DELETE", "/v2/apis/{ApiId}/integrations/{IntegrationId}", Status = 204)]
sealed class DeleteIntegration(ApiStore apis) : IOperation<DeleteIntegration.Input, Nothing>
{
    public sealed record Input(string ApiId, string IntegrationId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/integrations/{input.IntegrationId}");

    public Nothing Run(Input input, Call call)
    {
        var integration = apis.Integration(input.ApiId, input.IntegrationId);
        if (
            apis.Routes.All.FirstOrDefault(route => route.Api == integration.Api && route.Target == $"integrations/{integration.Id}") is
            { } used
        )
            throw ApiGatewayService.Conflict(
                $"Cannot delete Integration '{integration.Id}'. Integration is referenced by route '{used.RouteKey}'"
            );
        apis.Integrations.Remove(ApiStore.Key(integration.Api, integration.Id));
        return Nothing.Value;
    }
}
