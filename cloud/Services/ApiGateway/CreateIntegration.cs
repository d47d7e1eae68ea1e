using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("POST", "/v2/apis/{ApiId}/integrations", Status = 201)]
sealed class CreateIntegration(ApiStore apis) : IOperation<CreateIntegration.Input, IntegrationView>
{
    public sealed record Input(string ApiId) : IntegrationChange;

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/integrations");

    public IntegrationView Run(Input input, Call call)
    {
        apis.Api(input.ApiId);
        return input.Put(
            apis,
            new(input.ApiId, ApiStore.NewId())
            {
                PayloadFormatVersion = "1.0",
                Method = input.IntegrationType == "AWS_PROXY" ? "POST" : null,
            }
        );
    }
}
