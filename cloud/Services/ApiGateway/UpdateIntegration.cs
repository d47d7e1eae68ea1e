using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("PATCH", "/v2/apis/{ApiId}/integrations/{IntegrationId}")]
sealed class UpdateIntegration(ApiStore apis) : IOperation<UpdateIntegration.Input, IntegrationView>
{
    public sealed record Input(string ApiId, string IntegrationId) : IntegrationChange;

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/integrations/{input.IntegrationId}");

    public IntegrationView Run(Input input, Call call) => input.Put(apis, apis.Integration(input.ApiId, input.IntegrationId));
}
