using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Lambda.Workers;

namespace Classroom.Cloud.Lambda;

/// <summary>
/// Invokes functions for other services: checks the same permissions as the operation Invoke, without conversion to JSON.
/// </summary>
sealed class FunctionCaller(Dispatcher dispatcher, WorkerHost workers) : IFunctions
{
    public string? TraceOf(string accessKeyId) => workers.TraceOf(accessKeyId);

    public async Task<FunctionAnswer> InvokeAsync(
        Caller caller,
        string function,
        byte[] payload,
        string? qualifier = null,
        bool isEvent = false,
        string? trace = null,
        bool hasLog = false
    )
    {
        var input = new Invoke.Input(function, payload, qualifier, isEvent ? "Event" : null, hasLog ? "Tail" : null);
        var output = await dispatcher
            .CallAsync<Invoke.Input, Invoke.Output>(caller, "lambda", nameof(Invoke), input, trace)
            .ConfigureAwait(false);
        return new(output.StatusCode, output.Payload, output.FunctionError, output.ExecutedVersion, output.LogResult);
    }
}
