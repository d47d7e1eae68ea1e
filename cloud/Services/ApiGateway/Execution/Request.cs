using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.ApiGateway.Execution;

/// <summary>A request to an API, and the event that a function receives for it.</summary>
sealed record Request(
    HttpContext Context,
    string Id,
    Api Api,
    Stage Stage,
    ApiRoute Route,
    IReadOnlyDictionary<string, string> Parameters,
    string Path,
    byte[] Body,
    DateTimeOffset Time,
    string Account
)
{
    static readonly string[] TextTypes = ["application/json", "application/xml", "application/javascript"];

    HttpRequest Http => Context.Request;

    // Functions see the name of the stage as a part of the path, except for $default.
    public string RawPath => Stage.Name == "$default" ? Path : $"/{Stage.Name}{Path}";

    public string DomainName => Http.Host.Value ?? "";

    bool IsText =>
        Http.ContentType is not { } type
        || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || TextTypes.Any(known => type.StartsWith(known, StringComparison.OrdinalIgnoreCase))
        || type.Contains("+json", StringComparison.Ordinal);

    public string SourceIp => Context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";

    public JsonNode? BodyNode =>
        Body.Length == 0 ? null
        : IsText ? Encoding.UTF8.GetString(Body)
        : Convert.ToBase64String(Body);

    public string TimeText => Time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    public JsonObject Event(string? version) => version == "1.0" ? Version1() : Version2();

    JsonObject Version2()
    {
        var made = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = Route.RouteKey,
            ["rawPath"] = RawPath,
            ["rawQueryString"] = Http.QueryString.Value?.TrimStart('?') ?? "",
        };
        if (Http.Headers.Cookie.Count > 0)
            made["cookies"] = new JsonArray([
                .. Http.Headers.Cookie.SelectMany(cookie => (cookie ?? "").Split("; ")).Select(cookie => JsonValue.Create(cookie)),
            ]);
        made["headers"] = new JsonObject(
            Http.Headers.Where(header => header.Key != "Cookie")
                .Select(header =>
                    KeyValuePair.Create<string, JsonNode?>(header.Key.ToLowerInvariant(), string.Join(',', header.Value.ToArray()))
                )
        );
        if (Http.Query.Count > 0)
            made["queryStringParameters"] = new JsonObject(
                Http.Query.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, string.Join(',', pair.Value.ToArray())))
            );
        made["requestContext"] = new JsonObject
        {
            ["accountId"] = Account,
            ["apiId"] = Api.Id,
            ["domainName"] = DomainName,
            ["domainPrefix"] = Api.Id,
            ["http"] = new JsonObject
            {
                ["method"] = Http.Method,
                ["path"] = RawPath,
                ["protocol"] = Http.Protocol,
                ["sourceIp"] = SourceIp,
                ["userAgent"] = Http.Headers.UserAgent.ToString(),
            },
            ["requestId"] = Id,
            ["routeKey"] = Route.RouteKey,
            ["stage"] = Stage.Name,
            ["time"] = TimeText,
            ["timeEpoch"] = Time.ToUnixTimeMilliseconds(),
        };
        if (Parameters.Count > 0)
            made["pathParameters"] = Map(Parameters);
        if (Stage.StageVariables is { Count: > 0 } variables)
            made["stageVariables"] = Map(variables);
        if (BodyNode is { } body)
            made["body"] = body;
        made["isBase64Encoded"] = Body.Length > 0 && !IsText;
        return made;
    }

    JsonObject Version1() =>
        new()
        {
            ["version"] = "1.0",
            ["resource"] = Route.RouteKey.Split(' ')[^1],
            ["path"] = RawPath,
            ["httpMethod"] = Http.Method,
            ["headers"] = new JsonObject(
                Http.Headers.Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, header.Value.ToString()))
            ),
            ["multiValueHeaders"] = new JsonObject(
                Http.Headers.Select(header =>
                    KeyValuePair.Create<string, JsonNode?>(
                        header.Key,
                        new JsonArray([.. header.Value.Select(value => JsonValue.Create(value))])
                    )
                )
            ),
            ["queryStringParameters"] =
                Http.Query.Count == 0
                    ? null
                    : new JsonObject(Http.Query.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value[^1]))),
            ["multiValueQueryStringParameters"] =
                Http.Query.Count == 0
                    ? null
                    : new JsonObject(
                        Http.Query.Select(pair =>
                            KeyValuePair.Create<string, JsonNode?>(
                                pair.Key,
                                new JsonArray([.. pair.Value.Select(value => JsonValue.Create(value))])
                            )
                        )
                    ),
            ["requestContext"] = new JsonObject
            {
                ["accountId"] = Account,
                ["apiId"] = Api.Id,
                ["domainName"] = DomainName,
                ["domainPrefix"] = Api.Id,
                ["extendedRequestId"] = Id,
                ["httpMethod"] = Http.Method,
                ["identity"] = new JsonObject { ["sourceIp"] = SourceIp, ["userAgent"] = Http.Headers.UserAgent.ToString() },
                ["path"] = RawPath,
                ["protocol"] = Http.Protocol,
                ["requestId"] = Id,
                ["requestTime"] = TimeText,
                ["requestTimeEpoch"] = Time.ToUnixTimeMilliseconds(),
                ["resourceId"] = Route.RouteKey,
                ["resourcePath"] = Route.RouteKey.Split(' ')[^1],
                ["stage"] = Stage.Name,
            },
            ["pathParameters"] = Parameters.Count == 0 ? null : Map(Parameters),
            ["stageVariables"] = Stage.StageVariables is { Count: > 0 } variables ? Map(variables) : null,
            ["body"] = BodyNode,
            ["isBase64Encoded"] = Body.Length > 0 && !IsText,
        };

    static JsonObject Map(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
}
