using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("DELETE", "/v2/apis/{ApiId}/routes/{RouteId}", Status = 204)]
sealed class DeleteRoute(ApiStore apis) : IOperation<DeleteRoute.Input, Nothing>
{
    public sealed record Input(string ApiId, string RouteId);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/routes/{input.RouteId}");

    public Nothing Run(Input input, Call call)
    {
        var route = apis.Route(input.ApiId, input.RouteId);
        apis.Routes.Remove(ApiStore.Key(route.Api, route.Id));
        return Nothing.Value;
    }
}
