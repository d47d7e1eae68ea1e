using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("PATCH", "/v2/apis/{ApiId}")]
sealed class UpdateApi(ApiStore apis) : IOperation<UpdateApi.Input, ApiView>
{
    public sealed record Input(
        string ApiId,
        string? Name = null,
        string? Description = null,
        string? Version = null,
        Cors? CorsConfiguration = null,
        bool? DisableExecuteApiEndpoint = null,
        string? IpAddressType = null,
        string? RouteSelectionExpression = null,
        string? ApiKeySelectionExpression = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}");

    public ApiView Run(Input input, Call call)
    {
        var api = apis.Api(input.ApiId);
        api = api with
        {
            Name = input.Name ?? api.Name,
            Description = input.Description ?? api.Description,
            Version = input.Version ?? api.Version,
            CorsConfiguration = input.CorsConfiguration ?? api.CorsConfiguration,
            DisableExecuteApiEndpoint = input.DisableExecuteApiEndpoint ?? api.DisableExecuteApiEndpoint,
            IpAddressType = input.IpAddressType ?? api.IpAddressType,
        };
        apis.Apis.Put(api.Id, api);
        return ApiView.Of(api, apis);
    }
}
