using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.Validation;
using Classroom.Languages;
using Classroom.Storage;

namespace Classroom.Cloud.Dispatch;

/// <summary>Runs operations, for callers over HTTP and for services of the cloud that act with a role.</summary>
sealed class Dispatcher(
    Catalog catalog,
    FaultPlan faults,
    Throttles throttles,
    Freezes freezes,
    Lazy<IRefusals> refusals,
    TimeProvider clock,
    RequestIds ids
)
{
    static readonly TimeSpan WhileFull = TimeSpan.FromSeconds(1);

    public async ValueTask<object> RunAsync(Operation operation, object input, Call call)
    {
        freezes.Check(operation.Service, call.Caller);
        throttles.Take(operation.Service, operation.Name, call.Caller);
        if (!faults.IsEmpty)
            await faults.ApplyAsync(operation, input, call).ConfigureAwait(false);
        try
        {
            return await operation.RunAsync(input, call).ConfigureAwait(false);
        }
        catch (LanguageException exception)
        {
            throw operation.Service.Refuse(exception);
        }
        catch (StorageException exception)
        {
            throw new AwsException("ServiceUnavailable", exception.Message, 503, exception);
        }
    }

    /// <summary>Runs an operation for another service of the cloud, with the permissions of this caller.</summary>
    /// <param name="trace">The trace header of the request that caused this one.</param>
    public async Task<JsonNode> CallAsync(
        Caller caller,
        string prefix,
        string name,
        JsonNode input,
        string? trace = null,
        CancellationToken aborted = default
    )
    {
        var service =
            catalog.ByPrefix(prefix)
            ?? throw new AwsException("UnknownOperationException", $"The embedded cloud does not have the service '{prefix}'", 404);
        var operation = catalog.Find(service, name) ?? throw service.Unknown(name);
        var request =
            operation.Read(() => JsonSerializer.SerializeToDocument(input), Values.Text)
            ?? throw new AwsException(service.ValidationError, "The input is null");
        var output = await RunWithRetriesAsync(operation, request, caller, trace, aborted).ConfigureAwait(false);
        return JsonSerializer.SerializeToNode(output, operation.OutputType, WireJson.Of(service)) ?? new JsonObject();
    }

    /// <summary>Runs an operation whose input has been read already.</summary>
    public Task<object> CallAsync(Caller caller, Operation operation, object input) =>
        RunWithRetriesAsync(operation, input, caller, null, CancellationToken.None);

    /// <summary>Runs an operation with typed input and output.</summary>
    public async Task<TOutput> CallAsync<TInput, TOutput>(Caller caller, string prefix, string name, TInput input, string? trace = null)
        where TInput : class
    {
        var operation = catalog.Find(catalog.ByPrefix(prefix)!, name)!;
        return (TOutput)await RunWithRetriesAsync(operation, input, caller, trace, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Retries while the disk is full. A workflow or a rule that makes the call must not fail because of a full disk.</summary>
    async Task<object> RunWithRetriesAsync(Operation operation, object input, Caller caller, string? trace, CancellationToken aborted)
    {
        while (true)
        {
            var call = new Call(caller, ids.Next(), clock.GetUtcNow()) { Aborted = aborted, Trace = trace };
            try
            {
                return await RunAsync(operation, input, call).ConfigureAwait(false);
            }
            catch (AwsException exception) when (exception.Denial is not null)
            {
                refusals.Value.Refused(operation, input, call, exception);
                throw;
            }
            catch (AwsException exception) when (exception.InnerException is NotWrittenException)
            {
                await Task.Delay(WhileFull, clock, aborted).ConfigureAwait(false);
            }
        }
    }
}
