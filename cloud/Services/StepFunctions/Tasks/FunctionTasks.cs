using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Invokes functions for workflows.</summary>
sealed class FunctionTasks(Lazy<IFunctions> functions, Metadata metadata, ServiceErrors errors)
{
    static readonly string[] Taken = ["FunctionName", "InvocationType", "LogType", "Payload", "Qualifier"];

    /// <summary>Invokes a function given by its ARN; the result is the function's payload.</summary>
    public async Task<Json> CallAsync(Caller caller, string function, Json payload)
    {
        FunctionAnswer answer;
        try
        {
            answer = await functions.Value.InvokeAsync(caller, function, Bytes(payload)).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            throw errors.Optimized(Integration.Lambda, exception);
        }
        return answer.FunctionError is null
            ? Payload.Read(answer.Payload!)
            : throw Failure(Encoding.UTF8.GetString(answer.Payload!), isVerbatim: true);
    }

    /// <summary>lambda:invoke: the result is the answer of Lambda's API.</summary>
    public async Task<Json> CallAsync(Caller caller, JsonObject input)
    {
        CheckTaken(input);
        var function =
            Text(input, "FunctionName") ?? throw new TaskException("States.Runtime", "The FunctionName of lambda:invoke is no text");
        var qualifier = Text(input, "Qualifier");
        FunctionAnswer answer;
        try
        {
            answer = await functions
                .Value.InvokeAsync(
                    caller,
                    function,
                    PayloadOf(input["Payload"]),
                    qualifier,
                    isEvent: Text(input, "InvocationType") == "Event",
                    hasLog: Text(input, "LogType") == "Tail"
                )
                .ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            throw errors.Optimized(Integration.Lambda, exception);
        }
        if (answer.FunctionError is not null)
            throw Failure(Encoding.UTF8.GetString(answer.Payload!), isVerbatim: false);
        var result = JsonObject.Empty.With("StatusCode", answer.StatusCode);
        if (answer.ExecutedVersion is not null)
            result = result.With("ExecutedVersion", answer.ExecutedVersion);
        if (answer.LogResult is not null)
            result = result.With("LogResult", answer.LogResult);
        if (answer.Payload is { Length: > 0 } bytes)
            result = result.With("Payload", Payload.Read(bytes));
        return metadata.AddToInvocation(result, answer.StatusCode, answer.Payload?.Length ?? 0, answer.ExecutedVersion, answer.LogResult);
    }

    static void CheckTaken(JsonObject input)
    {
        foreach (var (name, _) in input)
        {
            if (!Taken.Contains(name))
                throw new TaskException("States.Runtime", $"{name} of lambda:invoke is not supported by the embedded cloud");
        }
        if (Text(input, "InvocationType") is { } type and not ("RequestResponse" or "Event"))
            throw new TaskException("States.Runtime", $"The InvocationType {type} of lambda:invoke is not supported by the embedded cloud");
    }

    static byte[] Bytes(Json payload) => Encoding.UTF8.GetBytes(payload.ToString());

    /// <summary>A text that is JSON is the payload itself; any other value is written as JSON.</summary>
    static byte[] PayloadOf(Json? given) =>
        given is null or JsonNull ? "{}"u8.ToArray()
        : given is JsonString { Value: var text } && IsJson(text) ? Encoding.UTF8.GetBytes(text)
        : Bytes(given);

    static bool IsJson(string text)
    {
        try
        {
            Json.Parse(text);
            return true;
        }
        catch (JsonSyntaxException)
        {
            return false;
        }
    }

    static string? Text(JsonObject input, string member) => (input[member] as JsonString)?.Value;

    /// <summary>The function failed: the type of its error is the error name, and its whole payload is the cause.</summary>
    /// <param name="isVerbatim">lambda:invoke writes the payload as compact JSON; a Task with the function's ARN passes it on.</param>
    static TaskException Failure(string payload, bool isVerbatim)
    {
        Json? parsed;
        try
        {
            parsed = Json.Parse(payload);
        }
        catch (JsonSyntaxException)
        {
            parsed = null;
        }
        // A payload that is not an object has no error type.
        var name = ((parsed as JsonObject)?["errorType"] as JsonString)?.Value;
        return new(string.IsNullOrEmpty(name) ? "Lambda.Unknown" : name, isVerbatim ? payload : parsed?.ToString() ?? payload);
    }
}
