using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Callers;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Hosting;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;
using JsonObject = System.Text.Json.Nodes.JsonObject;
using JsonArray = System.Text.Json.Nodes.JsonArray;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Calls of services from workflows: the optimized integrations, and any operation that the cloud has as aws-sdk:….</summary>
sealed class ServiceTasks(Lazy<Dispatcher> dispatcher, Lazy<ExecutionEngine> engine, Catalog catalog, RequestIds ids, TimeProvider clock)
{
    readonly ConcurrentDictionary<string, string> children = new(StringComparer.Ordinal);

    /// <summary>A function by its ARN: the result is its answer.</summary>
    public async Task<string> InvokeAsync(Caller caller, string function, string payload)
    {
        var answer = await InvokeFunctionAsync(caller, function, payload).ConfigureAwait(false);
        return Encoding.UTF8.GetString(answer.Payload!);
    }

    public async Task<Json> CallAsync(Caller caller, TaskCall call, RunningExecution owner)
    {
        var input = JsonNode.Parse(call.Input.ToString()) as JsonObject ?? throw new TaskException("States.Runtime", "The Parameters of a service integration must be an object");
        return (call.Resource.Service, call.Resource.Action) switch
        {
            ("lambda", "invoke") => await LambdaAsync(caller, input).ConfigureAwait(false),
            ("states", "startExecution") => await StartExecutionAsync(caller, call, input).ConfigureAwait(false),
            ("sqs", "sendMessage") => await ServiceAsync(caller, "sqs", "SendMessage", Texted(input, "MessageBody"), "SQS").ConfigureAwait(false),
            ("sns", "publish") => await ServiceAsync(caller, "sns", "Publish", Texted(input, "Message"), "SNS").ConfigureAwait(false),
            ("events", "putEvents") => await PutEventsAsync(caller, input, owner).ConfigureAwait(false),
            (var service, var action) when service.StartsWith("aws-sdk:", StringComparison.Ordinal) => await SdkAsync(caller, service["aws-sdk:".Length..], action, input).ConfigureAwait(false),
            (var service, var action) => throw new TaskException("States.Runtime", $"The service integration {service}:{action} is not there in the embedded cloud; lambda:invoke, states:startExecution, sqs:sendMessage, sns:publish, events:putEvents and aws-sdk are."),
        };
    }

    public void Cancel(TaskCall call)
    {
        // A child that a workflow waits for is stopped with it.
        if (children.TryRemove(call.Token, out var arn)) engine.Value.Find(arn)?.Execution?.Stop(null, null);
    }

    async Task<Json> LambdaAsync(Caller caller, JsonObject input)
    {
        var function = (string?)input["FunctionName"] ?? throw new TaskException("States.Runtime", "The field 'FunctionName' is required");
        var payload = input["Payload"]?.ToJsonString() ?? "{}";
        var isEvent = (string?)input["InvocationType"] == "Event";
        var answer = await InvokeFunctionAsync(caller, function, payload, (string?)input["Qualifier"], isEvent ? "Event" : null).ConfigureAwait(false);
        var result = new JsonObject();
        if (answer.ExecutedVersion is not null) result["ExecutedVersion"] = answer.ExecutedVersion;
        if (answer.Payload is { Length: > 0 } bytes) result["Payload"] = JsonNode.Parse(bytes);
        AddMetadata(result, answer.StatusCode, answer.Payload?.Length ?? 0, answer.ExecutedVersion);
        result["StatusCode"] = answer.StatusCode;
        return Json.Parse(result.ToJsonString());
    }

    async Task<Lambda.Invoke.Output> InvokeFunctionAsync(Caller caller, string function, string payload, string? qualifier = null, string? type = null)
    {
        Lambda.Invoke.Output answer;
        try
        {
            answer = await dispatcher.Value.CallAsync<Lambda.Invoke.Input, Lambda.Invoke.Output>(caller, "lambda", "Invoke", new(function, Encoding.UTF8.GetBytes(payload), qualifier, type)).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            var code = exception.Code == "AccessDeniedException" ? "Lambda.AWSLambdaException" : $"Lambda.{exception.Code}";
            throw new TaskException(code, Worded("Lambda", exception));
        }
        if (answer.FunctionError is null) return answer;
        // The function's own error: its type is the name, its whole answer the cause.
        var text = Encoding.UTF8.GetString(answer.Payload!);
        string? name = null;
        try
        {
            name = (JsonNode.Parse(text) as JsonObject)?["errorType"]?.GetValue<string>();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // An answer that is none has no type.
        }
        throw new TaskException(string.IsNullOrEmpty(name) ? "Lambda.Unknown" : name, text);
    }

    async Task<Json> StartExecutionAsync(Caller caller, TaskCall call, JsonObject input)
    {
        var arn = (string?)input["StateMachineArn"] ?? throw new TaskException("States.Runtime", "The field 'StateMachineArn' is required");
        var request = new JsonObject { ["stateMachineArn"] = arn, ["name"] = input["Name"]?.DeepClone(), ["input"] = input["Input"] is { } given ? given is JsonValue value && value.TryGetValue<string>(out var text) ? text : given.ToJsonString() : "{}" };
        var started = (JsonObject)await ThrowingAsync("StepFunctions", () => dispatcher.Value.CallAsync(caller, "states", "StartExecution", request)).ConfigureAwait(false);
        var execution = started["executionArn"]!.GetValue<string>();
        var result = new JsonObject { ["ExecutionArn"] = execution, ["StartDate"] = Time(started["startDate"]) };
        AddMetadata(result, 200, started.ToJsonString().Length, null);
        var output = Json.Parse(result.ToJsonString());
        if (call.Resource.Pattern is not (TaskPattern.Sync or TaskPattern.Sync2)) return output;
        children[call.Token] = execution;
        call.Submitted(output);
        _ = AwaitAsync(call, execution);
        return output;
    }

    async Task AwaitAsync(TaskCall call, string arn)
    {
        if (engine.Value.Find(arn) is { Execution: { } running }) await running.Completion.ConfigureAwait(false);
        children.TryRemove(call.Token, out _);
        var record = engine.Value.Store.Executions.Find(arn);
        if (record is null) return;
        var parse = call.Resource.Pattern == TaskPattern.Sync2;
        JsonNode? Data(string? text) => text is null ? null : parse ? JsonNode.Parse(text) : text;
        var described = new JsonObject
        {
            ["ExecutionArn"] = record.Arn,
            ["Input"] = Data(record.Input),
            ["InputDetails"] = new JsonObject { ["Included"] = true },
            ["Name"] = record.Name,
        };
        if (record.Output is not null) (described["Output"], described["OutputDetails"]) = (Data(record.Output), new JsonObject { ["Included"] = true });
        if (record.Error is not null) described["Error"] = record.Error;
        if (record.Cause is not null) described["Cause"] = record.Cause;
        described["StartDate"] = record.Started.ToUnixTimeMilliseconds();
        described["StateMachineArn"] = record.MachineArn;
        described["Status"] = record.Status;
        described["StopDate"] = record.Stopped?.ToUnixTimeMilliseconds();
        if (record.Status == "SUCCEEDED") call.Succeed(Json.Parse(described.ToJsonString()));
        else call.Fail("States.TaskFailed", described.ToJsonString());
    }

    async Task<Json> PutEventsAsync(Caller caller, JsonObject input, RunningExecution owner)
    {
        foreach (var entry in input["Entries"] as JsonArray ?? [])
        {
            if (entry is not JsonObject fields) continue;
            if (fields["Detail"] is not JsonValue && fields["Detail"] is { } detail) fields["Detail"] = detail.ToJsonString();
            var resources = fields["Resources"] as JsonArray ?? [];
            fields["Resources"] = new JsonArray([.. resources.Select(item => item?.DeepClone()), owner.Record.Arn, owner.Record.MachineArn]);
        }
        var answer = await ServiceNodeAsync(caller, "events", "PutEvents", input, "EventBridge").ConfigureAwait(false);
        if (answer["FailedEntryCount"]?.GetValue<int>() > 0) throw new TaskException("EventBridge.FailedEntry", answer.ToJsonString());
        return Json.Parse(answer.ToJsonString());
    }

    async Task<Json> SdkAsync(Caller caller, string service, string action, JsonObject input)
    {
        var prefix = service switch
        {
            "sfn" => "states",
            "eventbridge" => "events",
            "cloudwatchlogs" => "logs",
            "apigatewayv2" => "apigateway",
            "resourcegroupstaggingapi" => "tag",
            _ => service,
        };
        var name = char.ToUpperInvariant(action[0]) + action[1..];
        if (catalog.ByPrefix(prefix) is not { } known) throw new TaskException("States.Runtime", $"The service {service} is not there in the embedded cloud");
        var title = char.ToUpperInvariant(service[0]) + service[1..];
        // In workflows every member begins with a capital, whatever the service calls it.
        var request = known.IsCamelCase ? (JsonObject)Recased(input, char.ToLowerInvariant)! : input;
        var answer = await ServiceNodeAsync(caller, prefix, name, request, title, isSdk: true).ConfigureAwait(false);
        return Json.Parse((known.IsCamelCase ? Recased(answer, char.ToUpperInvariant)! : answer).ToJsonString());
    }

    async Task<Json> ServiceAsync(Caller caller, string service, string operation, JsonObject input, string name)
    {
        var answer = await ServiceNodeAsync(caller, service, operation, input, name).ConfigureAwait(false);
        AddMetadata(answer, 200, answer.ToJsonString().Length, null);
        return Json.Parse(answer.ToJsonString());
    }

    async Task<JsonObject> ServiceNodeAsync(Caller caller, string service, string operation, JsonObject input, string name, bool isSdk = false) =>
        (JsonObject)await ThrowingAsync(name, () => dispatcher.Value.CallAsync(caller, service, operation, input), isSdk).ConfigureAwait(false);

    static async Task<JsonNode> ThrowingAsync(string name, Func<Task<JsonNode>> call, bool isSdk = false)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            var code = (exception.QueryCode ?? exception.Code).Split('#')[^1].Split('.')[^1];
            throw new TaskException($"{name}.{(isSdk || !code.EndsWith("Exception", StringComparison.Ordinal) ? code.EndsWith("Exception", StringComparison.Ordinal) ? code : $"{code}Exception" : code)}", Worded(name, exception));
        }
    }

    static string Worded(string service, AwsException exception) =>
        $"{exception.Message} (Service: {service}, Status Code: {exception.Status}, Request ID: {Guid.Empty}) (SDK Attempt Count: 1)";

    /// <summary>What is an object in the workflow is a text for the service.</summary>
    static JsonObject Texted(JsonObject input, string member)
    {
        if (input[member] is { } value && !(value is JsonValue text && text.TryGetValue<string>(out _))) input[member] = value.ToJsonString();
        return input;
    }

    static JsonNode? Recased(JsonNode? node, Func<char, char> first) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(first(member.Key[0]) + member.Key[1..], Recased(member.Value, first)))),
        JsonArray items => new JsonArray([.. items.Select(item => Recased(item, first))]),
        _ => node?.DeepClone(),
    };

    JsonNode Time(JsonNode? seconds) => (long)((seconds?.GetValue<double>() ?? 0) * 1000);

    void AddMetadata(JsonObject result, int status, int length, string? version)
    {
        var id = ids.Next();
        var headers = new JsonObject
        {
            ["Connection"] = "keep-alive",
            ["Content-Length"] = length.ToString(CultureInfo.InvariantCulture),
            ["Content-Type"] = "application/json",
            ["Date"] = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture),
            ["x-amzn-RequestId"] = id,
        };
        if (version is not null) headers["X-Amz-Executed-Version"] = version;
        result["SdkHttpMetadata"] = new JsonObject
        {
            ["AllHttpHeaders"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonArray(header.Value!.DeepClone())))),
            ["HttpHeaders"] = headers,
            ["HttpStatusCode"] = status,
        };
        result["SdkResponseMetadata"] = new JsonObject { ["RequestId"] = id };
    }
}
