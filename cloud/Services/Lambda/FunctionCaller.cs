using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Dispatch;

namespace Classroom.Cloud.Lambda;

/// <summary>
/// Invokes functions for other services: checks the same permissions as the operation Invoke, without conversion to JSON.
/// </summary>
sealed class FunctionCaller(Dispatcher dispatcher) : IFunctions
{
    public async Task<FunctionAnswer> InvokeAsync(
        Caller caller,
        string function,
        byte[] payload,
        string? qualifier = null,
        bool isEvent = false
    )
    {
        var input = new Invoke.Input(function, payload, qualifier, isEvent ? "Event" : null);
        var output = await dispatcher.CallAsync<Invoke.Input, Invoke.Output>(caller, "lambda", nameof(Invoke), input).ConfigureAwait(false);
        return new(output.StatusCode, output.Payload, output.FunctionError, output.ExecutedVersion);
    }
}
