using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("PATCH", "/v2/apis/{ApiId}/routes/{RouteId}")]
sealed class UpdateRoute(ApiStore apis) : IOperation<UpdateRoute.Input, RouteView>
{
    public sealed record Input(
        string ApiId,
        string RouteId,
        string? RouteKey = null,
        string? Target = null,
        string? AuthorizationType = null,
        string? OperationName = null,
        bool? ApiKeyRequired = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/routes/{input.RouteId}");

    public RouteView Run(Input input, Call call)
    {
        var known = apis.Route(input.ApiId, input.RouteId);
        var route = known with
        {
            RouteKey = input.RouteKey ?? known.RouteKey,
            Target = input.Target ?? known.Target,
            AuthorizationType = input.AuthorizationType ?? known.AuthorizationType,
            OperationName = input.OperationName ?? known.OperationName,
            ApiKeyRequired = input.ApiKeyRequired ?? known.ApiKeyRequired,
        };
        Checks.Route(route, apis);
        apis.Put(route);
        return RouteView.Of(route);
    }
}
