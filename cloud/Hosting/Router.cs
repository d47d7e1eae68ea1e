using System.Text.Json;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Gateway.Limits;
using Classroom.Cloud.Runtime;
using Classroom.Storage;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Hosting;

/// <summary>Routes every HTTP request: to the pages of the cloud itself under /_classroom, or to the AWS APIs.</summary>
sealed class Router(
    AwsGateway gateway,
    IEnumerable<IPage> pages,
    HostNames names,
    RequestLimits limits,
    Catalog catalog,
    CloudSettings settings,
    Database database,
    BackgroundTasks background,
    IFunctionIsolation isolation,
    RequestLog log,
    TimeProvider clock
)
{
    readonly DateTimeOffset started = clock.GetUtcNow();

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has closed the connection.
        }
        catch (Exception exception) when (exception is not (BadHttpRequestException or OutOfMemoryException))
        {
            log.Failed(context.Request.Method, exception);
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            else
                context.Abort();
        }
    }

    Task RouteAsync(HttpContext context)
    {
        if (!names.Knows(context))
            return BrowserRequest.RefuseAsync(context, names.Refusal(context.Request.Host.Value ?? ""));
        var path = context.Request.Path.Value ?? "/";
        if (path is "/_classroom/health" or "/_localstack/health")
            return BrowserRequest.RefusalByPage(context.Request) is { } refusal
                ? BrowserRequest.RefuseAsync(context, refusal)
                : HealthAsync(context);
        foreach (var page in pages)
        {
            if (!page.Owns(context))
                continue;
            if (limits.IsBeyond(context))
                return RefuseManyAsync(context);
            return !page.ServesEveryOrigin && BrowserRequest.RefusalByPage(context.Request) is { } sentence
                ? BrowserRequest.RefuseAsync(context, sentence)
                : page.HandleAsync(context);
        }
        return gateway.HandleAsync(context);
    }

    static Task RefuseManyAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return context.Response.WriteAsJsonAsync(new { message = "Too Many Requests" });
    }

    Task HealthAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = database.Failure is null ? "running" : "read-only",
                problem = database.Failure?.Message,
                warning = database.Warning,
                background = background.Problems,
                functions = isolation.Description,
                cloud = database.Id,
                version = CloudServer.Version,
                started,
                settings.Account,
                settings.Region,
                requests = log.Count,
                services = catalog.Services.ToDictionary(
                    service => service.Prefix,
                    service => new { status = "available", operations = catalog.OperationsOf(service).Count() }
                ),
            },
            new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase }
        );
}
