using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.ApiGateway;

sealed record Cors(
    bool? AllowCredentials = null,
    IReadOnlyList<string>? AllowHeaders = null,
    IReadOnlyList<string>? AllowMethods = null,
    IReadOnlyList<string>? AllowOrigins = null,
    IReadOnlyList<string>? ExposeHeaders = null,
    int? MaxAge = null
);

sealed record Api(string Id, string Name, DateTimeOffset Created)
{
    public string? Description { get; init; }

    public string? Version { get; init; }

    public Cors? CorsConfiguration { get; init; }

    public bool DisableExecuteApiEndpoint { get; init; }

    public string RouteSelectionExpression { get; init; } = "$request.method $request.path";

    public string ApiKeySelectionExpression { get; init; } = "$request.header.x-api-key";

    public string IpAddressType { get; init; } = "ipv4";

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Cloud.Api.Tags.None;
}

sealed record Integration(string Api, string Id)
{
    public string? Type { get; init; }

    public string? Uri { get; init; }

    public string? Method { get; init; }

    public string? Subtype { get; init; }

    public string? PayloadFormatVersion { get; init; }

    public string? Description { get; init; }

    public string? CredentialsArn { get; init; }

    public string ConnectionType { get; init; } = "INTERNET";

    public int TimeoutInMillis { get; init; } = 30_000;

    public IReadOnlyDictionary<string, string>? RequestParameters { get; init; }
}

sealed record ApiRoute(string Api, string Id, string RouteKey)
{
    public string? Target { get; init; }

    public string AuthorizationType { get; init; } = "NONE";

    public string? OperationName { get; init; }

    public bool ApiKeyRequired { get; init; }
}

sealed record AccessLogSettings(string? DestinationArn = null, string? Format = null);

sealed record RouteSettings(
    bool? DetailedMetricsEnabled = null,
    int? ThrottlingBurstLimit = null,
    double? ThrottlingRateLimit = null,
    bool? DataTraceEnabled = null,
    string? LoggingLevel = null
);

sealed record Stage(string Api, string Name, DateTimeOffset Created)
{
    public bool AutoDeploy { get; init; }

    public string? DeploymentId { get; init; }

    public string? Description { get; init; }

    public AccessLogSettings? AccessLogSettings { get; init; }

    public RouteSettings? DefaultRouteSettings { get; init; }

    public IReadOnlyDictionary<string, RouteSettings>? RouteSettings { get; init; }

    public IReadOnlyDictionary<string, string>? StageVariables { get; init; }

    public DateTimeOffset Updated { get; init; } = Created;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Cloud.Api.Tags.None;
}

/// <summary>The routes and integrations of an API at the time of a deployment, for stages without auto-deploy.</summary>
sealed record Deployment(
    string Api,
    string Id,
    DateTimeOffset Created,
    string? Description,
    ImmutableArray<ApiRoute> Routes,
    ImmutableArray<Integration> Integrations
);

/// <summary>Stores APIs with their routes, integrations, stages and deployments.</summary>
sealed class ApiStore(Database database, CloudSettings settings) : IStore, ITagSource
{
    public Table<Api> Apis { get; } = new(database, "apigateway.apis");

    public Table<Integration> Integrations { get; } = new(database, "apigateway.integrations");

    public Table<ApiRoute> Routes { get; } = new(database, "apigateway.routes");

    public Table<Stage> Stages { get; } = new(database, "apigateway.stages");

    public Table<Deployment> Deployments { get; } = new(database, "apigateway.deployments");

    public static string Key(string api, string id) => $"{KeysOf(api)}{id}";

    /// <summary>What the keys of all parts of an API begin with.</summary>
    public static string KeysOf(string api) => $"{api}\n";

    public static string NewId(int length = 7)
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
        return RandomNumberGenerator.GetString(Letters, length);
    }

    /// <summary>The URL of an API, under the address of the cloud.</summary>
    public string EndpointOf(string api) => $"{settings.Endpoint}{Execution.ExecutePage.Prefix}{api}";

    public IEnumerable<Permission> Needs(string path) => [new Permission($"arn:aws:apigateway:{settings.Region}::/{path}")];

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Apis
            .All.Select(api =>
                ($"arn:aws:apigateway:{settings.Region}::/apis/{api.Id}", (IEnumerable<KeyValuePair<string, string>>)api.Tags)
            )
            .Concat(
                Stages.All.Select(stage =>
                    (
                        $"arn:aws:apigateway:{settings.Region}::/apis/{stage.Api}/stages/{stage.Name}",
                        (IEnumerable<KeyValuePair<string, string>>)stage.Tags
                    )
                )
            );

    public Api Api(string id) => Apis.Find(id) ?? throw ApiGatewayService.NotFound("API identifier");

    public Integration Integration(string api, string id) =>
        Integrations.Find(Key(api, id)) ?? throw ApiGatewayService.NotFound("Integration identifier");

    public ApiRoute Route(string api, string id) => Routes.Find(Key(api, id)) ?? throw ApiGatewayService.NotFound("Route identifier");

    public Stage Stage(string api, string name) => Stages.Find(Key(api, name)) ?? throw ApiGatewayService.NotFound("Stage identifier");

    public void Put(Integration integration) => Integrations.Put(Key(integration.Api, integration.Id), integration);

    public void Put(ApiRoute route) => Routes.Put(Key(route.Api, route.Id), route);

    public void Put(Stage stage) => Stages.Put(Key(stage.Api, stage.Name), stage);

    public Deployment Deploy(string api, string? description, DateTimeOffset now)
    {
        var deployment = new Deployment(
            api,
            NewId(6),
            now,
            description,
            [.. Routes.Below(KeysOf(api))],
            [.. Integrations.Below(KeysOf(api))]
        );
        return Deployments.Put(Key(api, deployment.Id), deployment);
    }

    public void Remove(Api api)
    {
        foreach (var integration in Integrations.Below(KeysOf(api.Id)).ToList())
            Integrations.Remove(Key(api.Id, integration.Id));
        foreach (var route in Routes.Below(KeysOf(api.Id)).ToList())
            Routes.Remove(Key(api.Id, route.Id));
        foreach (var stage in Stages.Below(KeysOf(api.Id)).ToList())
            Stages.Remove(Key(api.Id, stage.Name));
        foreach (var deployment in Deployments.Below(KeysOf(api.Id)).ToList())
            Deployments.Remove(Key(api.Id, deployment.Id));
        Apis.Remove(api.Id);
    }

    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
