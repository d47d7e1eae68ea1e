using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Gateway;

/// <summary>
/// The page /_classroom/faults, where an instructor lists (GET), adds (POST) and removes (DELETE) faults. It uses basic authentication with
/// the root's access keys.
/// </summary>
sealed class FaultPage(FaultPlan plan, Catalog catalog, CloudSettings settings, RequestIds ids, TimeProvider clock) : IPage
{
    const string Path = "/_classroom/faults";

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <param name="Kind">fail, throttle or slow.</param>
    sealed record Order(
        string Kind = "fail",
        string Service = "*",
        string Operation = "*",
        string? Student = null,
        double Share = 1,
        double? ForSeconds = null,
        double? DelaySeconds = null,
        string? Error = null,
        string? Message = null,
        int? Status = null
    );

    public bool Owns(HttpContext context) => context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        if (RequestOrigin.IsFunction(context) || !IsRoot(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"faults\"";
            await SayAsync(
                    context,
                    401,
                    "Only the root user may change faults: send its access key id and secret access key as user name and password"
                )
                .ConfigureAwait(false);
            return;
        }
        var id = context.Request.Path.Value![Path.Length..].Trim('/');
        switch (context.Request.Method)
        {
            case "GET":
                await context.Response.WriteAsJsonAsync(plan.All, Json).ConfigureAwait(false);
                break;
            case "POST":
                await AddAsync(context).ConfigureAwait(false);
                break;
            case "DELETE" when id.Length == 0:
                plan.Clear();
                context.Response.StatusCode = 204;
                break;
            case "DELETE" when plan.Remove(id):
                context.Response.StatusCode = 204;
                break;
            case "DELETE":
                await SayAsync(context, 404, $"There is no fault '{id}'; GET {Path} lists all faults").ConfigureAwait(false);
                break;
            default:
                await SayAsync(context, 405, "GET lists the faults, POST adds a fault, DELETE removes one fault or all faults")
                    .ConfigureAwait(false);
                break;
        }
    }

    async Task AddAsync(HttpContext context)
    {
        try
        {
            var order = await JsonSerializer.DeserializeAsync<Order>(context.Request.Body, Json).ConfigureAwait(false) ?? new();
            if (Check(order) is { } problem)
            {
                await SayAsync(context, 400, problem).ConfigureAwait(false);
                return;
            }
            var fault = Make(order);
            plan.Add(fault);
            context.Response.StatusCode = 201;
            await context.Response.WriteAsJsonAsync(fault, Json).ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            await SayAsync(
                    context,
                    400,
                    $"A fault is a JSON object; its members are kind, service, operation, student, share, forSeconds, delaySeconds, error, "
                        + $"message and status: {exception.Message}"
                )
                .ConfigureAwait(false);
        }
    }

    string? Check(Order order)
    {
        if (order.Kind is not ("fail" or "throttle" or "slow"))
            return $"kind must be fail, throttle or slow, not '{order.Kind}'";
        if (order.Share is not (> 0 and <= 1))
            return $"share must be more than 0 and at most 1, not {order.Share}";
        if (order.ForSeconds is <= 0)
            return "forSeconds must be more than 0";
        if (order.DelaySeconds is < 0 or > 900)
            return "delaySeconds must be between 0 and 900";
        if (order.Status is < 400 or > 599)
            return "status must be between 400 and 599";
        if (order.Service == "*")
            return null;
        if (catalog.ByPrefix(order.Service) is not { } service)
            return $"service must be one of {string.Join(", ", catalog.Services.Select(known => known.Prefix))}, or * for all, not "
                + $"'{order.Service}'";
        return order.Operation == "*" || catalog.Find(service, order.Operation) is not null
            ? null
            : $"{order.Service} has no operation '{order.Operation}'; it has {string.Join(", ", catalog.OperationsOf(service))}";
    }

    Fault Make(Order order)
    {
        var isLambda = order.Service == "lambda";
        var (error, message, status) = order.Kind switch
        {
            "throttle" => (isLambda ? "TooManyRequestsException" : "ThrottlingException", "Rate exceeded", isLambda ? 429 : 400),
            "fail" => (isLambda ? "ServiceException" : "InternalFailure", "An injected fault", 500),
            _ => (null, (string?)null, 500),
        };
        var until = order.ForSeconds is { } seconds ? clock.GetUtcNow().AddSeconds(seconds) : (DateTimeOffset?)null;
        return new(
            ids.Next(),
            order.Service,
            order.Operation,
            order.Student,
            order.Share,
            order.Error ?? error,
            order.Message ?? message,
            order.Status ?? status,
            order.DelaySeconds ?? (order.Kind == "slow" ? 3 : 0),
            until
        );
    }

    bool IsRoot(HttpRequest request)
    {
        var expected = Encoding.UTF8.GetBytes(
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.RootAccessKeyId}:{settings.RootSecretAccessKey}"))}"
        );
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), expected);
    }

    static Task SayAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message });
    }
}
