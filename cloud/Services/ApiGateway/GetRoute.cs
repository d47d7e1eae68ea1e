using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/apis/{ApiId}/routes/{RouteId}")]
sealed class GetRoute(ApiStore apis) : IOperation<GetRoute.Input, RouteView>
{
    public sealed record Input(string ApiId, string RouteId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/routes/{input.RouteId}");

    public RouteView Run(Input input, Call call) => RouteView.Of(apis.Route(input.ApiId, input.RouteId));
}
