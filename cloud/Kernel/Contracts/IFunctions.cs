using Classroom.Cloud.Api;

namespace Classroom.Cloud.Contracts;

/// <summary>The result of lambda:Invoke.</summary>
/// <param name="FunctionError">Null if the function succeeded.</param>
/// <param name="LogResult">The end of the log in Base64, if it was asked for.</param>
sealed record FunctionAnswer(int StatusCode, byte[]? Payload, string? FunctionError, string? ExecutedVersion, string? LogResult = null);

/// <summary>Invokes Lambda functions for other services, with the permissions of a caller.</summary>
interface IFunctions
{
    /// <summary>The trace header of the invocation on which the process with this access key works; null if there is none.</summary>
    string? TraceOf(string accessKeyId);

    Task<FunctionAnswer> InvokeAsync(
        Caller caller,
        string function,
        byte[] payload,
        string? qualifier = null,
        bool isEvent = false,
        string? trace = null,
        bool hasLog = false
    );
}
