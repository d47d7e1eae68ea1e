using Classroom.Cloud.ApiGateway;

namespace Classroom.Services.Tests.ApiGateway;

sealed class RouteTests : ApiTest
{
    [Test]
    public async Task CreateIntegration_makes_an_integration_that_GetIntegration_shows()
    {
        var api = await ApiAsync();
        var id = await IntegrationAsync(api);
        var shown = await CallAsync<GetIntegration>(new { apiId = api, integrationId = id });
        Assert.That(
            (shown.At("integrationUri"), shown.At("integrationMethod"), shown.At("timeoutInMillis")),
            Is.EqualTo((Function, "POST", "30000"))
        );
        Assert.That((await CallAsync<GetIntegrations>(new { apiId = api })).Each("items/*/integrationId"), Is.EqualTo(new[] { id }));
    }

    [Test]
    public async Task CreateIntegration_refuses_what_API_Gateway_refuses()
    {
        var api = await ApiAsync();
        await RefusedAsync<CreateIntegration>(NotThere, Integration("none"));
        await RefusedAsync<CreateIntegration>(Bad, Integration(api, type: "MOCK"));
        await RefusedAsync<CreateIntegration>(Bad, Integration(api, uri: null));
        await RefusedAsync<CreateIntegration>(Bad, Integration(api, timeout: 49));
        await RefusedAsync<CreateIntegration>(Bad, Integration(api, timeout: 30_001));
        await RefusedAsync<CreateIntegration>(Bad, Integration(api, version: "3.0"));
        await RefusedAsync<CreateIntegration>(Bad, Integration(api, type: "HTTP_PROXY", uri: "https://example.com/"));
    }

    [Test]
    public async Task UpdateIntegration_changes_an_integration()
    {
        var api = await ApiAsync();
        var id = await IntegrationAsync(api);
        await CallAsync<UpdateIntegration>(
            new
            {
                apiId = api,
                integrationId = id,
                timeoutInMillis = 5000,
            }
        );
        Assert.That((await CallAsync<GetIntegration>(new { apiId = api, integrationId = id })).At("timeoutInMillis"), Is.EqualTo("5000"));
        await RefusedAsync<UpdateIntegration>(
            Bad,
            new
            {
                apiId = api,
                integrationId = id,
                timeoutInMillis = 10,
            }
        );
    }

    [Test]
    public async Task DeleteIntegration_takes_an_integration_away_that_no_route_needs()
    {
        var api = await ApiAsync();
        var id = await IntegrationAsync(api);
        var route = await CallAsync<CreateRoute>(
            new
            {
                apiId = api,
                routeKey = "GET /orders",
                target = $"integrations/{id}",
            }
        );
        await RefusedAsync<DeleteIntegration>("ConflictException", new { apiId = api, integrationId = id });
        await CallAsync<DeleteRoute>(new { apiId = api, routeId = route.At("routeId") });
        await CallAsync<DeleteIntegration>(new { apiId = api, integrationId = id });
        await RefusedAsync<GetIntegration>(NotThere, new { apiId = api, integrationId = id });
        await RefusedAsync<DeleteIntegration>(NotThere, new { apiId = api, integrationId = id });
    }

    [Test]
    public async Task CreateRoute_makes_a_route_that_GetRoute_shows_and_DeleteRoute_takes_away()
    {
        var api = await ApiAsync();
        var id = await RouteAsync(api, "GET /orders/{id}");
        Assert.That((await CallAsync<GetRoute>(new { apiId = api, routeId = id })).At("routeKey"), Is.EqualTo("GET /orders/{id}"));
        Assert.That((await CallAsync<GetRoutes>(new { apiId = api })).Each("items/*/routeId"), Is.EqualTo(new[] { id }));
        await CallAsync<DeleteRoute>(new { apiId = api, routeId = id });
        await RefusedAsync<GetRoute>(NotThere, new { apiId = api, routeId = id });
        await RefusedAsync<DeleteRoute>(NotThere, new { apiId = api, routeId = id });
    }

    [Test]
    public async Task CreateRoute_refuses_keys_targets_authorizers_and_a_route_of_that_key()
    {
        var api = await ApiAsync();
        await RefusedAsync<CreateRoute>(NotThere, new { apiId = "none", routeKey = "$default" });
        await RefusedAsync<CreateRoute>(Bad, new { apiId = api, routeKey = "FETCH /orders" });
        await RefusedAsync<CreateRoute>(Bad, new { apiId = api, routeKey = "GET orders" });
        await RefusedAsync<CreateRoute>(
            Bad,
            new
            {
                apiId = api,
                routeKey = "GET /orders",
                target = "integrations/none",
            }
        );
        await RefusedAsync<CreateRoute>(
            Bad,
            new
            {
                apiId = api,
                routeKey = "GET /orders",
                authorizationType = "JWT",
            }
        );
        await RouteAsync(api, "GET /orders");
        await RefusedAsync<CreateRoute>("ConflictException", new { apiId = api, routeKey = "GET /orders" });
    }

    [Test]
    public async Task UpdateRoute_changes_a_route_and_refuses_the_key_of_another()
    {
        var api = await ApiAsync();
        await RouteAsync(api, "GET /orders");
        var id = await RouteAsync(api, "GET /events");
        await CallAsync<UpdateRoute>(
            new
            {
                apiId = api,
                routeId = id,
                routeKey = "POST /orders",
            }
        );
        Assert.That((await CallAsync<GetRoute>(new { apiId = api, routeId = id })).At("routeKey"), Is.EqualTo("POST /orders"));
        await RefusedAsync<UpdateRoute>(
            "ConflictException",
            new
            {
                apiId = api,
                routeId = id,
                routeKey = "GET /orders",
            }
        );
        await RefusedAsync<UpdateRoute>(NotThere, new { apiId = api, routeId = "none" });
    }
}
