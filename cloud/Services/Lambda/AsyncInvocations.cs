using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Lambda.Workers;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Lambda;

/// <summary>A queued asynchronous invocation.</summary>
sealed record QueuedCall(
    string Id,
    string Function,
    string? Qualifier,
    byte[] Payload,
    int Attempts,
    DateTimeOffset Queued,
    DateTimeOffset Due
);

/// <summary>
/// Runs asynchronous invocations. An invocation is stored until it succeeds or its attempts are used up. It is retried after one minute,
/// and again after two more minutes. The result is sent to the function's destination or dead-letter queue.
/// </summary>
sealed partial class AsyncInvocations(
    Database database,
    FunctionStore functions,
    Invoker invoker,
    Targets targets,
    IRoles roles,
    IMetrics metrics,
    RequestIds ids,
    TimeProvider clock,
    ILogger<AsyncInvocations> logger
) : IStore, IBackgroundWork
{
    readonly Table<QueuedCall> calls = new(database, "lambda.queued");
    volatile bool isStopped;

    public void Add(string function, string? qualifier, byte[] payload)
    {
        var now = clock.GetUtcNow();
        var call = new QueuedCall(ids.Next(), function, qualifier, payload, 0, now, now);
        database.Atomically(() =>
        {
            calls.Put(call.Id, call);
            database.Afterwards(() => _ = RunAsync(call));
        });
    }

    public void Start()
    {
        foreach (var call in calls.All)
            _ = RunAsync(call);
    }

    public Task StopAsync()
    {
        isStopped = true;
        return Task.CompletedTask;
    }

    async Task RunAsync(QueuedCall call)
    {
        try
        {
            while (!isStopped)
            {
                var wait = call.Due - clock.GetUtcNow();
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock).ConfigureAwait(false);
                else
                    await Task.Yield();
                if (functions.Functions.Find(call.Function) is not { } function)
                {
                    await ForgetAsync(call).ConfigureAwait(false);
                    return;
                }
                var result = await TryAsync(function, call).ConfigureAwait(false);
                if (isStopped)
                    return;
                var config = function.InvokeConfigs.Find(known => known.Qualifier == (call.Qualifier ?? "$LATEST"));
                if (
                    result is { IsError: false }
                    || call.Attempts >= (config?.MaximumRetryAttempts ?? 2)
                    || clock.GetUtcNow() - call.Queued > TimeSpan.FromSeconds(config?.MaximumEventAgeInSeconds ?? 21_600)
                )
                {
                    // Reported before the invocation is removed: a crash in between repeats the report, but never loses it.
                    await ReportAsync(function, config, call, result).ConfigureAwait(false);
                    await ForgetAsync(call).ConfigureAwait(false);
                    return;
                }
                var next = call with { Attempts = call.Attempts + 1, Due = clock.GetUtcNow() + TimeSpan.FromMinutes(call.Attempts + 1) };
                await database.PersistAsync(() => calls.Put(next.Id, next), clock).ConfigureAwait(false);
                call = next;
            }
        }
        catch (Exception exception)
        {
            Broken(call.Function, exception);
        }
    }

    Task ForgetAsync(QueuedCall call) => database.PersistAsync(() => calls.Remove(call.Id), clock);

    /// <summary>Returns null if the function could not be invoked at all.</summary>
    async Task<InvocationResult?> TryAsync(Function function, QueuedCall call)
    {
        try
        {
            return (await invoker.InvokeAsync(function, call.Qualifier, call.Payload).ConfigureAwait(false)).Result;
        }
        catch (AwsException)
        {
            return null;
        }
    }

    async Task ReportAsync(Function function, EventInvokeConfig? config, QueuedCall call, InvocationResult? result)
    {
        var succeeded = result is { IsError: false };
        var target = succeeded ? config?.Destination?.OnSuccess : config?.Destination?.OnFailure;
        if (target is null && succeeded)
            return;
        var isDeadLetter = target is null;
        target ??= function.Latest.DeadLetterTarget;
        if (target is null || roles.ActAs(function.Latest.Role, function.Name) is not { } role)
            return;
        var message = isDeadLetter ? Encoding.UTF8.GetString(call.Payload) : Record(function, call, result, succeeded).ToJsonString();
        try
        {
            var entry = new BusEntry("lambda", "Lambda Function Invocation Result", message);
            await targets.SendAsync(role, target, new(message) { Entry = entry }).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            // Lambda does not retry either; it counts the failure in a metric.
            metrics.Count(
                "AWS/Lambda",
                isDeadLetter ? "DeadLetterErrors" : "DestinationDeliveryFailures",
                1,
                ("FunctionName", function.Name)
            );
            Undelivered(function.Name, target, exception.Message);
        }
    }

    JsonObject Record(Function function, QueuedCall call, InvocationResult? result, bool succeeded) =>
        new()
        {
            ["version"] = "1.0",
            ["timestamp"] = clock
                .GetUtcNow()
                .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = call.Id,
                ["functionArn"] = functions.ArnOf(function.Name, call.Qualifier ?? "$LATEST"),
                ["condition"] = succeeded ? "Success" : "RetriesExhausted",
                ["approximateInvokeCount"] = call.Attempts + 1,
            },
            ["requestPayload"] = Parse(call.Payload),
            ["responseContext"] = new JsonObject
            {
                ["statusCode"] = 200,
                ["executedVersion"] = "$LATEST",
                ["functionError"] = result?.FunctionError,
            },
            ["responsePayload"] = result is null ? null : Parse(result.Payload),
        };

    static JsonNode? Parse(byte[] json)
    {
        try
        {
            return BoundedJson.Parse(json, LanguageLimits.Payload);
        }
        catch (LanguageException)
        {
            return Encoding.UTF8.GetString(json);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An asynchronous invocation of {Function} failed; this is a bug")]
    partial void Broken(string function, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The result of an asynchronous invocation of {Function} could not be sent to {Target}: {Reason}"
    )]
    partial void Undelivered(string function, string target, string reason);
}
