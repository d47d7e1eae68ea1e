using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("DELETE", "/v2/apis/{ApiId}/stages/{StageName}/routesettings/{RouteKey}", Status = 204)]
sealed class DeleteRouteSettings(ApiStore apis) : IOperation<DeleteRouteSettings.Input, Nothing>
{
    public sealed record Input(string ApiId, string StageName, string RouteKey);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        apis.Needs($"apis/{input.ApiId}/stages/{input.StageName}/routesettings/{input.RouteKey}");

    public Nothing Run(Input input, Call call)
    {
        var stage = apis.Stage(input.ApiId, input.StageName);
        if (stage.RouteSettings?.ContainsKey(input.RouteKey) != true)
            throw ApiGatewayService.NotFound("Route key");
        apis.Stages.Put(
            ApiStore.Key(input.ApiId, input.StageName),
            stage with
            {
                RouteSettings = stage.RouteSettings.Where(pair => pair.Key != input.RouteKey).ToImmutableSortedDictionary(),
            }
        );
        return Nothing.Value;
    }
}
