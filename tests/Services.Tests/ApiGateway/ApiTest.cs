using Classroom.Cloud.ApiGateway;

namespace Classroom.Services.Tests.ApiGateway;

abstract class ApiTest : ServiceTest
{
    protected const string NotThere = "NotFoundException";
    protected const string Bad = "BadRequestException";
    protected const string Function = $"arn:aws:lambda:{Region}:{Account}:function:handler";

    protected static string ArnOf(string api) => $"arn:aws:apigateway:{Region}::/apis/{api}";

    protected async Task<string> ApiAsync(string name = "orders") =>
        (await CallAsync<CreateApi>(new { name, protocolType = "HTTP" })).At("apiId");

    protected async Task<string> IntegrationAsync(string api) => (await CallAsync<CreateIntegration>(Integration(api))).At("integrationId");

    protected async Task<string> RouteAsync(string api, string key) =>
        (await CallAsync<CreateRoute>(new { apiId = api, routeKey = key })).At("routeId");

    protected static object Integration(
        string api,
        string type = "AWS_PROXY",
        string? uri = Function,
        int? timeout = null,
        string version = "2.0"
    ) =>
        new
        {
            apiId = api,
            integrationType = type,
            integrationUri = uri,
            timeoutInMillis = timeout,
            payloadFormatVersion = version,
        };
}
