using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("DELETE", "/v2/apis/{ApiId}", Status = 204)]
sealed class DeleteApi(ApiStore apis) : IOperation<DeleteApi.Input, Nothing>
{
    public sealed record Input(string ApiId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}");

    public Nothing Run(Input input, Call call)
    {
        apis.Remove(apis.Api(input.ApiId));
        return Nothing.Value;
    }
}
