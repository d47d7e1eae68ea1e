using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/apis/{ApiId}/integrations/{IntegrationId}")]
sealed class GetIntegration(ApiStore apis) : IOperation<GetIntegration.Input, IntegrationView>
{
    public sealed record Input(string ApiId, string IntegrationId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/integrations/{input.IntegrationId}");

    public IntegrationView Run(Input input, Call call) => IntegrationView.Of(apis.Integration(input.ApiId, input.IntegrationId));
}
