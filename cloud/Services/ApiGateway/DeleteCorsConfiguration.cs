using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("DELETE", "/v2/apis/{ApiId}/cors", Status = 204)]
sealed class DeleteCorsConfiguration(ApiStore apis) : IOperation<DeleteCorsConfiguration.Input, Nothing>
{
    public sealed record Input(string ApiId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/cors");

    public Nothing Run(Input input, Call call)
    {
        apis.Apis.Put(input.ApiId, apis.Api(input.ApiId) with { CorsConfiguration = null });
        return Nothing.Value;
    }
}
