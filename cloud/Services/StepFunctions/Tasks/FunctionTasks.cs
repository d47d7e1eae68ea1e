using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Invokes functions for workflows.</summary>
sealed class FunctionTasks(Lazy<IFunctions> functions, Metadata metadata)
{
    /// <summary>Invokes a function given by its ARN; the result is the function's payload.</summary>
    public async Task<Json> CallAsync(Caller caller, string function, Json payload)
    {
        var answer = await InvokeAsync(caller, function, payload.ToString()).ConfigureAwait(false);
        return Payload.Read(answer.Payload!);
    }

    /// <summary>lambda:invoke: the result is the answer of Lambda's API.</summary>
    public async Task<Json> CallAsync(Caller caller, JsonObject input)
    {
        var function = Text(input, "FunctionName") ?? throw new TaskException("States.Runtime", "The field 'FunctionName' is required");
        var payload = input["Payload"] is { } given and not JsonNull ? given.ToString() : "{}";
        var isEvent = Text(input, "InvocationType") == "Event";
        var answer = await InvokeAsync(caller, function, payload, Text(input, "Qualifier"), isEvent).ConfigureAwait(false);
        var result = JsonObject.Empty;
        if (answer.ExecutedVersion is not null)
            result = result.With("ExecutedVersion", answer.ExecutedVersion);
        if (answer.Payload is { Length: > 0 } bytes)
            result = result.With("Payload", Payload.Read(bytes));
        return metadata
            .AddTo(result, answer.StatusCode, answer.Payload?.Length ?? 0, answer.ExecutedVersion)
            .With("StatusCode", answer.StatusCode);
    }

    static string? Text(JsonObject input, string member) => (input[member] as JsonString)?.Value;

    async Task<FunctionAnswer> InvokeAsync(Caller caller, string function, string payload, string? qualifier = null, bool isEvent = false)
    {
        FunctionAnswer answer;
        try
        {
            answer = await functions
                .Value.InvokeAsync(caller, function, Encoding.UTF8.GetBytes(payload), qualifier, isEvent)
                .ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            var code = exception.Code == "AccessDeniedException" ? "Lambda.AWSLambdaException" : $"Lambda.{exception.Code}";
            throw new TaskException(code, ServiceCalls.Worded("Lambda", exception));
        }
        if (answer.FunctionError is null)
            return answer;
        // The function failed: the type of its error is the error name, and its whole payload is the cause.
        var text = Encoding.UTF8.GetString(answer.Payload!);
        // A payload that is not an object has no error type.
        var name = (BoundedJson.TryParse(text, LanguageLimits.Payload) as System.Text.Json.Nodes.JsonObject)?["errorType"].AsText();
        throw new TaskException(string.IsNullOrEmpty(name) ? "Lambda.Unknown" : name, text);
    }
}
