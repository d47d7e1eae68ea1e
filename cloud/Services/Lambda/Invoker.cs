using System.Text.Json;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Lambda.Workers;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

/// <summary>Invokes functions for all callers, and counts the invocations in metrics.</summary>
sealed class Invoker(FunctionStore functions, WorkerHost workers, RequestIds ids, IMetrics metrics)
{
    public const int LargestPayload = 6 * 1024 * 1024;

    public async Task<(InvocationResult Result, FunctionVersion Version)> InvokeAsync(Function function, string? qualifier, byte[] payload)
    {
        var version = functions.Version(function, qualifier);
        if (function.ReservedConcurrency == 0)
            throw Throttled();
        if (payload.Length > LargestPayload)
            throw new AwsException(
                "RequestTooLargeException",
                $"{payload.Length} byte payload is too large for the RequestResponse invocation type (limit {LargestPayload} bytes)",
                413
            );
        CheckJson(payload);
        var arn = functions.ArnOf(function.Name, qualifier);
        var invocation = new Invocation(
            ids.Next(),
            payload.Length == 0 ? "{}"u8.ToArray() : payload,
            TimeSpan.FromSeconds(version.Timeout),
            arn
        );
        var result = await workers.PoolOf(version).InvokeAsync(invocation).ConfigureAwait(false);
        metrics.Count("AWS/Lambda", "Invocations", 1, ("FunctionName", function.Name));
        metrics.Count("AWS/Lambda", "Errors", result.IsError ? 1 : 0, ("FunctionName", function.Name));
        metrics.Measure("AWS/Lambda", "Duration", result.Duration.TotalMilliseconds, "Milliseconds", ("FunctionName", function.Name));
        return (result, version);
    }

    static AwsException Throttled() =>
        new("TooManyRequestsException", "Rate Exceeded.", 429)
        {
            Details = new Dictionary<string, object> { ["Reason"] = "ReservedFunctionConcurrentInvocationLimitExceeded" },
        };

    static void CheckJson(byte[] payload)
    {
        if (payload.Length == 0)
            return;
        try
        {
            var reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read()) { }
        }
        catch (JsonException exception)
        {
            throw new AwsException("InvalidRequestContentException", $"Could not parse request body into json: {exception.Message}");
        }
    }
}
