using Classroom.Cloud.ApiGateway;

namespace Classroom.Services.Tests.ApiGateway;

sealed class ApiTests : ApiTest
{
    [Test]
    public async Task CreateApi_makes_an_api_that_GetApi_shows()
    {
        var made = await CallAsync<CreateApi>(
            new
            {
                name = "orders",
                protocolType = "HTTP",
                description = "of the class",
            }
        );
        var shown = await CallAsync<GetApi>(new { apiId = made.At("apiId") });
        Assert.That(
            (shown.At("name"), shown.At("description"), shown.At("apiEndpoint").EndsWith(made.At("apiId"), StringComparison.Ordinal)),
            Is.EqualTo(("orders", "of the class", true))
        );
    }

    [Test]
    public async Task CreateApi_with_a_target_makes_the_route_the_integration_and_the_stage_too()
    {
        var id = (
            await CallAsync<CreateApi>(
                new
                {
                    name = "orders",
                    protocolType = "HTTP",
                    target = Function,
                }
            )
        ).At("apiId");
        var integration = (await CallAsync<GetIntegrations>(new { apiId = id })).At("items/0/integrationId");
        var routes = await CallAsync<GetRoutes>(new { apiId = id });
        var stages = await CallAsync<GetStages>(new { apiId = id });
        Assert.That(
            (routes.At("items/0/routeKey"), routes.At("items/0/target"), stages.At("items/0/stageName"), stages.At("items/0/autoDeploy")),
            Is.EqualTo(("$default", $"integrations/{integration}", "$default", "true"))
        );
    }

    [Test]
    public async Task CreateApi_refuses_no_name_and_web_sockets()
    {
        await RefusedAsync<CreateApi>(Bad, new { protocolType = "HTTP" });
        await RefusedAsync<CreateApi>(Bad, new { name = "orders", protocolType = "WEBSOCKET" });
        await RefusedAsync<CreateApi>(
            Bad,
            new
            {
                name = "orders",
                protocolType = "HTTP",
                target = "https://example.com",
            }
        );
        Assert.That((await CallAsync<GetApis>()).Each("items/*"), Is.Empty, "a call that is refused leaves nothing behind");
    }

    [Test]
    public async Task GetApis_lists_apis_in_pages()
    {
        var ids = new[] { await ApiAsync("a"), await ApiAsync("b") };
        var first = await CallAsync<GetApis>(new { maxResults = "1" });
        var second = await CallAsync<GetApis>(new { maxResults = "1", nextToken = first.At("nextToken") });
        Assert.That(new[] { first.At("items/0/apiId"), second.At("items/0/apiId") }, Is.EquivalentTo(ids));
        await RefusedAsync<GetApis>(Bad, new { nextToken = "made up" });
    }

    [Test]
    public async Task UpdateApi_changes_an_api_and_DeleteCorsConfiguration_takes_its_cors_away()
    {
        var id = await ApiAsync();
        await CallAsync<UpdateApi>(
            new
            {
                apiId = id,
                name = "others",
                corsConfiguration = new { allowOrigins = new[] { "*" } },
            }
        );
        var changed = await CallAsync<GetApi>(new { apiId = id });
        Assert.That((changed.At("name"), changed.At("corsConfiguration/allowOrigins/0")), Is.EqualTo(("others", "*")));
        await CallAsync<DeleteCorsConfiguration>(new { apiId = id });
        Assert.That((await CallAsync<GetApi>(new { apiId = id })).Maybe("corsConfiguration"), Is.Null);
    }

    [Test]
    public async Task DeleteApi_takes_an_api_and_everything_of_it_away()
    {
        var id = await ApiAsync();
        var integration = await IntegrationAsync(id);
        await CallAsync<DeleteApi>(new { apiId = id });
        await RefusedAsync<GetApi>(NotThere, new { apiId = id });
        await RefusedAsync<GetIntegration>(NotThere, new { apiId = id, integrationId = integration });
    }

    [Test]
    public async Task An_api_that_is_not_there_is_NotFoundException()
    {
        var none = new { apiId = "none" };
        await RefusedAsync<GetApi>(NotThere, none);
        await RefusedAsync<UpdateApi>(NotThere, none);
        await RefusedAsync<DeleteApi>(NotThere, none);
        await RefusedAsync<DeleteCorsConfiguration>(NotThere, none);
        await RefusedAsync<GetRoutes>(NotThere, none);
        await RefusedAsync<GetIntegrations>(NotThere, none);
        await RefusedAsync<GetStages>(NotThere, none);
        await RefusedAsync<GetDeployments>(NotThere, none);
    }

    [Test]
    public async Task TagResource_and_UntagResource_change_what_GetTags_lists()
    {
        var arn = ArnOf(await ApiAsync());
        await CallAsync<TagResource>(new { resourceArn = arn, tags = new { stage = "dev", x = "y" } });
        await CallAsync<UntagResource>(new { resourceArn = arn, tagKeys = new[] { "x" } });
        Assert.That((await CallAsync<GetTags>(new { resourceArn = arn }))["tags"]!.ToJsonString(), Is.EqualTo("""{"stage":"dev"}"""));
    }

    [Test]
    public async Task Tags_of_what_is_not_there_are_NotFoundException()
    {
        foreach (var arn in new[] { ArnOf("none"), $"{ArnOf(await ApiAsync())}/stages/none", "arn" })
        {
            await RefusedAsync<TagResource>(NotThere, new { resourceArn = arn, tags = new { a = "b" } });
            await RefusedAsync<UntagResource>(NotThere, new { resourceArn = arn, tagKeys = new[] { "a" } });
            await RefusedAsync<GetTags>(NotThere, new { resourceArn = arn });
        }
    }

    [Test]
    public async Task A_user_may_only_what_a_policy_allows_of_an_api()
    {
        var (mine, other) = (await ApiAsync("mine"), await ApiAsync("other"));
        var user = await UserAsync("ann", Allow("apigateway:GET", ArnOf(mine)));
        await CallAsync<GetApi>(new { apiId = mine }, user);
        await RefusedAsync<GetApi>("AccessDeniedException", new { apiId = other }, user);
        await RefusedAsync<DeleteApi>("AccessDeniedException", new { apiId = mine }, user);
    }
}
