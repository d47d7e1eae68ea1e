using System.Globalization;
using System.Text;
using System.Text.Json;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.ApiGateway.Execution;

/// <summary>The URLs of the students' APIs: /_aws/execute-api/{api}/{stage}/…, or a host name that begins with the API's id.</summary>
sealed partial class ExecutePage(
    ApiStore apis,
    Lazy<IFunctions> functions,
    Lazy<ServiceIntegration> services,
    Lazy<ILogs> logs,
    IMetrics metrics,
    CloudSettings settings,
    RequestIds ids,
    TimeProvider clock,
    ILogger<ExecutePage> logger
) : IPage
{
    public const string Prefix = "/_aws/execute-api/";

    const int LargestBody = 10 * 1024 * 1024;

    // Each API has CORS rules of its own, and its functions do not trust the caller, as on AWS.
    public bool ServesEveryOrigin => true;

    public bool Owns(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Prefix.TrimEnd('/'), StringComparison.Ordinal) || HostApi(context) is not null;

    public async Task HandleAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        var id = ids.Next();
        var (response, request) = await AnswerAsync(context, id).ConfigureAwait(false);
        context.Response.StatusCode = response.Status;
        context.Response.Headers["apigw-requestid"] = id;
        foreach (var header in response.Headers.GroupBy(header => header.Name).Where(header => IsAllowed(header.Key)))
            context.Response.Headers[header.Key] = header.Select(entry => HeaderText.Printable(entry.Value)).ToArray();
        BrowserRequest.Isolate(context);
        if (response.Body.Length > 0 && response.Status is not (204 or 304) && context.Request.Method != "HEAD")
            await context.Response.Body.WriteAsync(response.Body).ConfigureAwait(false);
        if (request is not null)
            Note(request, response, clock.GetElapsedTime(started));
    }

    static bool IsAllowed(string header) =>
        HeaderText.IsName(header) && header is not ("content-length" or "transfer-encoding" or "connection");

    async Task<(Response, Request?)> AnswerAsync(HttpContext context, string id)
    {
        var (api, path) = Find(context);
        if (api is null || api.DisableExecuteApiEndpoint)
            return (Response.Message(404, "Not Found"), null);
        var (stage, rest) = StageOf(api, path);
        if (stage is null)
            return (Response.Message(404, "Not Found"), null);
        var headers = api.CorsConfiguration is { } cors ? CorsHeaders.Of(cors, context.Request) : [];
        if (headers.Count > 0 && context.Request.Method == "OPTIONS")
            return (new(204, [], headers), null);
        var routes =
            stage.AutoDeploy ? apis.Routes.Below(ApiStore.KeysOf(api.Id))
            : stage.DeploymentId is { } deployment ? apis.Deployments.Find(ApiStore.Key(api.Id, deployment))?.Routes ?? []
            : [];
        if (RouteTable.Find(routes, context.Request.Method, rest) is not var (route, parameters))
            return (Response.Message(404, "Not Found"), null);
        if (await ReadAsync(context).ConfigureAwait(false) is not { } body)
            return (Response.Message(413, "Request Entity Too Large"), null);
        var request = new Request(context, id, api, stage, route, parameters, rest, body, clock.GetUtcNow(), settings.Account);
        var response = await IntegrateAsync(request).ConfigureAwait(false);
        return (response with { Headers = [.. response.Headers, .. headers] }, request);
    }

    async Task<Response> IntegrateAsync(Request request)
    {
        var integrationId = request.Route.Target?["integrations/".Length..];
        var integration = integrationId is null ? null : apis.Integrations.Find(ApiStore.Key(request.Api.Id, integrationId));
        if (integration is null)
            return Response.InternalError;
        var key =
            request.Route.RouteKey == "$default"
                ? "$default"
                : request.Route.RouteKey.Replace(" ", "", StringComparison.Ordinal).Replace("ANY/", "*/", StringComparison.Ordinal);
        var sourceArn = settings.Arn("execute-api", $"{request.Api.Id}/{request.Stage.Name}/{key}");
        var limit = TimeSpan.FromMilliseconds(integration.TimeoutInMillis);
        try
        {
            return integration switch
            {
                { Type: "HTTP_PROXY" } => await HttpIntegration.CallAsync(request, integration, limit).ConfigureAwait(false),
                { Subtype: not null } => await services
                    .Value.CallAsync(request, integration, sourceArn)
                    .WaitAsync(limit, clock)
                    .ConfigureAwait(false),
                _ => await InvokeAsync(request, integration, sourceArn).WaitAsync(limit, clock).ConfigureAwait(false),
            };
        }
        catch (TimeoutException)
        {
            return Response.Message(503, "Service Unavailable");
        }
        catch (AwsException exception)
        {
            NotIntegrated(request.Api.Name, request.Route.RouteKey, exception.Message);
            return integration.Subtype is null || exception.Status >= 500
                ? Response.InternalError
                : Response.Message(exception.Status, exception.Message);
        }
    }

    async Task<Response> InvokeAsync(Request request, Integration integration, string sourceArn)
    {
        const string Path = ":lambda:path/2015-03-31/functions/";
        var function = integration.Uri!;
        if (function.IndexOf(Path, StringComparison.Ordinal) is > 0 and var at)
            function = function[(at + Path.Length)..].Replace("/invocations", "", StringComparison.Ordinal);
        var caller = Caller.Service("apigateway.amazonaws.com", sourceArn, settings.Account);
        var payload = JsonSerializer.SerializeToUtf8Bytes(request.Event(integration.PayloadFormatVersion), Storage.Stored.Json);
        var answer = await functions.Value.InvokeAsync(caller, function, payload).ConfigureAwait(false);
        return answer.FunctionError is null ? Response.Of(answer.Payload!, integration.PayloadFormatVersion) : Response.InternalError;
    }

    void Note(Request request, Response response, TimeSpan took)
    {
        var dimensions = ("ApiId", request.Api.Id);
        metrics.Count("AWS/ApiGateway", "Count", 1, dimensions);
        metrics.Count("AWS/ApiGateway", "4xx", response.Status is >= 400 and < 500 ? 1 : 0, dimensions);
        metrics.Count("AWS/ApiGateway", "5xx", response.Status >= 500 ? 1 : 0, dimensions);
        metrics.Measure("AWS/ApiGateway", "Latency", took.TotalMilliseconds, "Milliseconds", dimensions);
        if (request.Stage.AccessLogSettings is not { DestinationArn: { } group, Format: { } format })
            return;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        logs.Value.Deliver(group, request.Id, [new(now, AccessLine(format, request, response), now)]);
    }

    static string AccessLine(string format, Request request, Response response)
    {
        var line = new StringBuilder(format);
        // Longer names first, because some names are the beginning of others.
        foreach (
            var (name, value) in new (string, string)[]
            {
                ("requestTimeEpoch", request.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
                ("requestTime", request.TimeText),
                ("requestId", request.Id),
                ("routeKey", request.Route.RouteKey),
                ("identity.sourceIp", request.SourceIp),
                ("identity.userAgent", request.Context.Request.Headers.UserAgent.ToString()),
                ("httpMethod", request.Context.Request.Method),
                ("path", request.RawPath),
                ("protocol", request.Context.Request.Protocol),
                ("status", response.Status.ToString(CultureInfo.InvariantCulture)),
                ("responseLength", response.Body.Length.ToString(CultureInfo.InvariantCulture)),
                ("apiId", request.Api.Id),
                ("stage", request.Stage.Name),
                ("domainName", request.DomainName),
                ("accountId", request.Account),
                ("integrationErrorMessage", "-"),
                ("error.message", "-"),
            }
        )
            line.Replace($"$context.{name}", value);
        return line.ToString();
    }

    (Api? Api, string Path) Find(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (HostApi(context) is { } id)
            return (apis.Apis.Find(id), path);
        var rest = path.Length > Prefix.Length ? path[Prefix.Length..] : "";
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return (apis.Apis.Find(slash < 0 ? rest : rest[..slash]), slash < 0 ? "/" : rest[slash..]);
    }

    /// <summary>Finds the stage: the first part of the path names it; otherwise it is the stage $default.</summary>
    (Stage? Stage, string Path) StageOf(Api api, string path)
    {
        var parts = path.Split('/', 3);
        if (parts.Length > 1 && apis.Stages.Find(ApiStore.Key(api.Id, parts[1])) is { } stage)
            return (stage, $"/{(parts.Length > 2 ? parts[2] : "")}");
        return (apis.Stages.Find(ApiStore.Key(api.Id, "$default")), path);
    }

    static string? HostApi(HttpContext context) =>
        context.Request.Host.Host is { } host && host.IndexOf(".execute-api.", StringComparison.Ordinal) is > 0 and var at
            ? host[..at]
            : null;

    static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestBody)
            return null;
        var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > LargestBody)
                return null;
            body.Write(buffer, 0, count);
        }
        return body.ToArray();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API {Api} could not call the integration of {Route}: {Reason}")]
    partial void NotIntegrated(string api, string route, string reason);
}
