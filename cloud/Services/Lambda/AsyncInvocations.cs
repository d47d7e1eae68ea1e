using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Lambda.Workers;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Lambda;

/// <summary>A queued asynchronous invocation.</summary>
sealed record QueuedCall(string Id, string Function, string? Qualifier, byte[] Payload, DateTimeOffset Queued)
{
    public string? Trace { get; init; }
}

/// <summary>
/// Runs asynchronous invocations. An invocation is stored until it succeeds or its attempts are used up. It is retried after one minute,
/// and again after two more minutes. The result is sent to the function's destination or dead-letter queue.
/// </summary>
sealed partial class AsyncInvocations : IStore, IBackgroundWork
{
    const int MostRetries = 2;
    const int LongestAge = 21_600;
    const int LongestWait = 300;

    readonly FunctionStore functions;
    readonly Invoker invoker;
    readonly Targets targets;
    readonly IRoles roles;
    readonly IMetrics metrics;
    readonly TimeProvider clock;
    readonly ILogger<AsyncInvocations> logger;
    readonly Outbox<QueuedCall> calls;
    readonly CancellationTokenSource stopped = new();

    public AsyncInvocations(
        Database database,
        FunctionStore functions,
        Invoker invoker,
        Targets targets,
        IRoles roles,
        IMetrics metrics,
        RequestIds ids,
        TimeProvider clock,
        Freezes freezes,
        ILogger<AsyncInvocations> logger
    )
    {
        (this.functions, this.invoker, this.targets, this.roles) = (functions, invoker, targets, roles);
        (this.metrics, this.clock, this.logger) = (metrics, clock, logger);
        calls = new(
            database,
            "lambda.pending",
            ids,
            clock,
            freezes,
            call => Owner.Of(call.Function),
            TryAsync,
            (call, exception) => Broken(call.Function, exception),
            attempts => TimeSpan.FromMinutes(attempts)
        );
    }

    /// <param name="id">The id of the request, which all attempts have.</param>
    public void Add(string id, string function, string? qualifier, byte[] payload, string? trace) =>
        calls.Add(new(id, function, qualifier, payload, clock.GetUtcNow()) { Trace = trace });

    public void Start() => calls.Start();

    public Task StopAsync()
    {
        stopped.Cancel();
        calls.Stop();
        return Task.CompletedTask;
    }

    /// <summary>Makes one attempt.</summary>
    async Task<Attempt> TryAsync(QueuedCall call, int attempts)
    {
        if (functions.Functions.Find(call.Function) is not { } function)
            return Attempt.Done;
        var age = clock.GetUtcNow() - call.Queued;
        InvocationResult? result = null;
        AwsException? refusal = null;
        try
        {
            (result, _) = await invoker.InvokeAsync(function, call.Qualifier, call.Payload, call.Id, call.Trace).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            refusal = exception;
        }
        // The workers end with the cloud. That is not a failure of the function.
        stopped.Token.ThrowIfCancellationRequested();
        var config = function.InvokeConfigs.Find(known => known.Qualifier == (call.Qualifier ?? "$LATEST"));
        var rule = new RetryRule(
            config?.MaximumRetryAttempts ?? MostRetries,
            TimeSpan.FromSeconds(config?.MaximumEventAgeInSeconds ?? LongestAge)
        );
        // An invocation that was throttled has not been attempted: it returns to the queue, at first for a second, later for minutes.
        if (refusal is { IsThrottling: true } && age <= rule.LongestAge)
            return Attempt.After(TimeSpan.FromSeconds(Math.Clamp(age.TotalSeconds, 1, LongestWait)));
        // A recursive loop ends at once.
        if (refusal is not { Code: "RecursiveInvocationException" } && result is not { IsError: false } && rule.Retries(attempts, age))
            return Attempt.Failed;
        await ReportAsync(function, config, call, attempts, result).ConfigureAwait(false);
        return Attempt.Done;
    }

    async Task ReportAsync(Function function, EventInvokeConfig? config, QueuedCall call, int attempts, InvocationResult? result)
    {
        var succeeded = result is { IsError: false };
        var target = succeeded ? config?.Destination?.OnSuccess : config?.Destination?.OnFailure;
        if (target is null && succeeded)
            return;
        var isDeadLetter = target is null;
        target ??= function.Latest.DeadLetterTarget;
        if (target is null || roles.ActAs(function.Latest.Role, function.Name) is not { } role)
            return;
        var message = isDeadLetter
            ? Encoding.UTF8.GetString(call.Payload)
            : Record(function, call, attempts, result, succeeded).ToJsonString();
        try
        {
            var entry = new BusEntry("lambda", "Lambda Function Invocation Result", message);
            await targets
                .SendAsync(
                    role,
                    target,
                    new(message)
                    {
                        Entry = entry,
                        Trace = call.Trace,
                        Attributes = isDeadLetter ? Reasons(call, result) : null,
                    }
                )
                .ConfigureAwait(false);
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

    JsonObject Record(Function function, QueuedCall call, int attempts, InvocationResult? result, bool succeeded) =>
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
                ["approximateInvokeCount"] = attempts + 1,
            },
            ["requestPayload"] = Parse(call.Payload),
            ["responseContext"] = ResponseContext(result),
            ["responsePayload"] = result is null ? null : Parse(result.Payload),
        };

    static JsonObject ResponseContext(InvocationResult? result)
    {
        var context = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST" };
        if (result?.FunctionError is { } error)
            context["functionError"] = error;
        return context;
    }

    /// <summary>The attributes of a dead letter, which say why it is there.</summary>
    static JsonObject Reasons(QueuedCall call, InvocationResult? result)
    {
        static JsonObject Attribute(string type, string value) => new() { ["DataType"] = type, ["StringValue"] = value };
        var reasons = new JsonObject { ["RequestID"] = Attribute("String", call.Id) };
        if (result is null)
            return reasons;
        reasons["ErrorCode"] = Attribute("Number", "200");
        if ((Parse(result.Payload) as JsonObject)?["errorMessage"].AsText() is { Length: > 0 } message)
            reasons["ErrorMessage"] = Attribute("String", message);
        return reasons;
    }

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
