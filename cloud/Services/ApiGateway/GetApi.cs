using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/apis/{ApiId}")]
sealed class GetApi(ApiStore apis) : IOperation<GetApi.Input, ApiView>
{
    public sealed record Input(string ApiId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}");

    public ApiView Run(Input input, Call call) => ApiView.Of(apis.Api(input.ApiId), apis);
}
