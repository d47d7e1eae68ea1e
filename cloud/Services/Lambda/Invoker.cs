using System.Text.Json;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Lambda.Workers;

namespace Classroom.Cloud.Lambda;

/// <summary>Invokes functions for all callers, and counts the invocations in metrics.</summary>
sealed class Invoker(FunctionStore functions, WorkerHost workers, Concurrency concurrency, IMetrics metrics)
{
    /// <param name="requestId">The id of the invocation, which the function sees and its log shows.</param>
    /// <param name="trace">The trace header of the request that causes the invocation.</param>
    public async Task<(InvocationResult Result, FunctionVersion Version)> InvokeAsync(
        Function function,
        string? qualifier,
        byte[] payload,
        string requestId,
        string? trace
    )
    {
        var version = functions.VersionToInvoke(function, qualifier);
        if (payload.Length > Quotas.SynchronousPayload)
            throw new AwsException(
                "RequestTooLargeException",
                $"{payload.Length} byte payload is too large for the RequestResponse invocation type (limit "
                    + $"{Quotas.SynchronousPayload} bytes)",
                413
            );
        CheckJson(payload);
        var chain = Continue(function, trace);
        using var admitted = concurrency.Admit(function);
        var arn = functions.ArnOf(function.Name, qualifier);
        var invocation = new Invocation(
            requestId,
            payload.Length == 0 ? "{}"u8.ToArray() : payload,
            TimeSpan.FromSeconds(version.Timeout),
            arn
        )
        {
            Trace = chain,
        };
        var result = await workers.PoolOf(version).InvokeAsync(invocation).ConfigureAwait(false);
        metrics.Count("AWS/Lambda", "Invocations", 1, ("FunctionName", function.Name));
        metrics.Count("AWS/Lambda", "Errors", result.IsError ? 1 : 0, ("FunctionName", function.Name));
        metrics.Measure("AWS/Lambda", "Duration", result.Duration.TotalMilliseconds, "Milliseconds", ("FunctionName", function.Name));
        return (result, version);
    }

    /// <summary>Adds the invocation to its chain of requests, or stops a recursive loop.</summary>
    string? Continue(Function function, string? trace)
    {
        var chain = Lineage.Next(trace, functions.ArnOf(function.Name));
        if (chain is not null || function.RecursiveLoop == "Allow")
            return chain;
        metrics.Count("AWS/Lambda", "RecursiveInvocationsDropped", 1, ("FunctionName", function.Name));
        throw new AwsException(
            "RecursiveInvocationException",
            "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped "
                + "your function's invocation."
        );
    }

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
