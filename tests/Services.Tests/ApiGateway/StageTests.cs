using Classroom.Cloud.ApiGateway;

namespace Classroom.Services.Tests.ApiGateway;

sealed class StageTests : ApiTest
{
    [Test]
    public async Task CreateStage_makes_a_stage_that_GetStage_shows_and_DeleteStage_takes_away()
    {
        var api = await ApiAsync();
        var stage = new { apiId = api, stageName = "dev" };
        await CallAsync<CreateStage>(
            new
            {
                apiId = api,
                stageName = "dev",
                autoDeploy = true,
                stageVariables = new { colour = "blue" },
            }
        );
        var shown = await CallAsync<GetStage>(stage);
        Assert.That((shown.At("autoDeploy"), shown.At("stageVariables/colour")), Is.EqualTo(("true", "blue")));
        Assert.That((await CallAsync<GetStages>(new { apiId = api })).Each("items/*/stageName"), Is.EqualTo(new[] { "dev" }));
        await CallAsync<DeleteStage>(stage);
        await RefusedAsync<GetStage>(NotThere, stage);
        await RefusedAsync<DeleteStage>(NotThere, stage);
    }

    [Test]
    public async Task CreateStage_refuses_names_deployments_and_a_stage_of_that_name()
    {
        var api = await ApiAsync();
        await RefusedAsync<CreateStage>(NotThere, new { apiId = "none", stageName = "dev" });
        await RefusedAsync<CreateStage>(Bad, new { apiId = api, stageName = "no spaces" });
        await RefusedAsync<CreateStage>(
            NotThere,
            new
            {
                apiId = api,
                stageName = "dev",
                deploymentId = "none",
            }
        );
        await CallAsync<CreateStage>(new { apiId = api, stageName = "dev" });
        await RefusedAsync<CreateStage>("ConflictException", new { apiId = api, stageName = "dev" });
    }

    [Test]
    public async Task UpdateStage_changes_a_stage()
    {
        var api = await ApiAsync();
        await CallAsync<CreateStage>(new { apiId = api, stageName = "dev" });
        Cloud.Clock.Advance(TimeSpan.FromMinutes(1));
        var changed = await CallAsync<UpdateStage>(
            new
            {
                apiId = api,
                stageName = "dev",
                description = "changed",
            }
        );
        Assert.That((changed.At("description"), changed.At("lastUpdatedDate")), Is.EqualTo(("changed", "2026-03-02T09:01:00Z")));
        await RefusedAsync<UpdateStage>(NotThere, new { apiId = api, stageName = "none" });
    }

    [Test]
    public async Task CreateDeployment_moves_a_stage_to_what_the_api_is_now()
    {
        var api = await ApiAsync();
        await CallAsync<CreateStage>(new { apiId = api, stageName = "dev" });
        var id = (
            await CallAsync<CreateDeployment>(
                new
                {
                    apiId = api,
                    stageName = "dev",
                    description = "first",
                }
            )
        ).At("deploymentId");
        Assert.That((await CallAsync<GetStage>(new { apiId = api, stageName = "dev" })).At("deploymentId"), Is.EqualTo(id));
        Assert.That((await CallAsync<GetDeployment>(new { apiId = api, deploymentId = id })).At("description"), Is.EqualTo("first"));
        Assert.That((await CallAsync<GetDeployments>(new { apiId = api })).Each("items/*/deploymentId"), Is.EqualTo(new[] { id }));
    }

    [Test]
    public async Task UpdateDeployment_changes_the_description_of_a_deployment()
    {
        var api = await ApiAsync();
        var id = (await CallAsync<CreateDeployment>(new { apiId = api, description = "first" })).At("deploymentId");
        await CallAsync<UpdateDeployment>(
            new
            {
                apiId = api,
                deploymentId = id,
                description = "second",
            }
        );
        Assert.That((await CallAsync<GetDeployment>(new { apiId = api, deploymentId = id })).At("description"), Is.EqualTo("second"));
        await RefusedAsync<UpdateDeployment>(NotThere, new { apiId = api, deploymentId = "none" });
        var reader = await UserAsync("reader", Allow("apigateway:GET"));
        await RefusedAsync<UpdateDeployment>("AccessDeniedException", new { apiId = api, deploymentId = id }, reader);
    }

    [Test]
    public async Task DeleteRouteSettings_takes_the_settings_of_one_route_away()
    {
        var api = await ApiAsync();
        await CallAsync<CreateStage>(
            new
            {
                apiId = api,
                stageName = "dev",
                routeSettings = new Dictionary<string, object>
                {
                    ["GET /a"] = new { throttlingBurstLimit = 1 },
                    ["GET /b"] = new { throttlingBurstLimit = 2 },
                },
            }
        );
        var first = new
        {
            apiId = api,
            stageName = "dev",
            routeKey = "GET /a",
        };
        await CallAsync<DeleteRouteSettings>(first);
        var stage = await CallAsync<GetStage>(new { apiId = api, stageName = "dev" });
        Assert.That(stage["routeSettings"]!.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { "GET /b" }));
        await RefusedAsync<DeleteRouteSettings>(NotThere, first);
        var reader = await UserAsync("reader", Allow("apigateway:GET"));
        await RefusedAsync<DeleteRouteSettings>("AccessDeniedException", first, reader);
    }

    [Test]
    public async Task CreateDeployment_refuses_no_stage_and_one_that_deploys_by_itself()
    {
        var api = await ApiAsync();
        await RefusedAsync<CreateDeployment>(NotThere, new { apiId = "none" });
        await RefusedAsync<CreateDeployment>(NotThere, new { apiId = api, stageName = "none" });
        await CallAsync<CreateStage>(
            new
            {
                apiId = api,
                stageName = "dev",
                autoDeploy = true,
            }
        );
        await RefusedAsync<CreateDeployment>(Bad, new { apiId = api, stageName = "dev" });
    }

    [Test]
    public async Task DeleteDeployment_takes_a_deployment_away_that_no_stage_shows()
    {
        var api = await ApiAsync();
        await CallAsync<CreateStage>(new { apiId = api, stageName = "dev" });
        var first = (await CallAsync<CreateDeployment>(new { apiId = api, stageName = "dev" })).At("deploymentId");
        await RefusedAsync<DeleteDeployment>(Bad, new { apiId = api, deploymentId = first });
        await CallAsync<CreateDeployment>(new { apiId = api, stageName = "dev" });
        await CallAsync<DeleteDeployment>(new { apiId = api, deploymentId = first });
        await RefusedAsync<GetDeployment>(NotThere, new { apiId = api, deploymentId = first });
        await RefusedAsync<DeleteDeployment>(NotThere, new { apiId = api, deploymentId = first });
    }
}
