using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("POST", "/v2/apis/{ApiId}/routes", Status = 201)]
sealed class CreateRoute(ApiStore apis) : IOperation<CreateRoute.Input, RouteView>
{
    public sealed record Input(
        string ApiId,
        string RouteKey,
        string? Target = null,
        string? AuthorizationType = null,
        string? OperationName = null,
        bool? ApiKeyRequired = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/routes");

    public RouteView Run(Input input, Call call)
    {
        apis.Api(input.ApiId);
        var route = new ApiRoute(input.ApiId, ApiStore.NewId(), input.RouteKey)
        {
            Target = input.Target,
            AuthorizationType = input.AuthorizationType ?? "NONE",
            OperationName = input.OperationName,
            ApiKeyRequired = input.ApiKeyRequired ?? false,
        };
        Checks.Route(route, apis);
        apis.Put(route);
        return RouteView.Of(route);
    }
}
