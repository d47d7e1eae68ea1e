using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.StatesLanguage.Data;
using JsonArray = System.Text.Json.Nodes.JsonArray;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Calls operations of services for workflows, and gives their errors the names that Step Functions uses.</summary>
sealed class ServiceCalls(Lazy<Dispatcher> dispatcher, Catalog catalog, Metadata metadata)
{
    public async Task<Json> CallAsync(Caller caller, string service, string operation, JsonObject input, string name)
    {
        var answer = await NodeAsync(caller, service, operation, input, name).ConfigureAwait(false);
        var text = answer.ToJsonString();
        return metadata.AddTo((Classroom.StatesLanguage.Data.JsonObject)Json.Parse(text), 200, text.Length, null);
    }

    public async Task<Json> PutEventsAsync(Caller caller, JsonObject input, RunningExecution owner)
    {
        foreach (var entry in input["Entries"] as JsonArray ?? [])
        {
            if (entry is not JsonObject fields)
                continue;
            if (fields["Detail"] is not JsonValue && fields["Detail"] is { } detail)
                fields["Detail"] = detail.ToJsonString();
            var resources = fields["Resources"] as JsonArray ?? [];
            fields["Resources"] = new JsonArray([
                .. resources.Select(item => item?.DeepClone()),
                owner.Record.Arn,
                owner.Record.MachineArn,
            ]);
        }
        var answer = await NodeAsync(caller, "events", "PutEvents", input, "EventBridge").ConfigureAwait(false);
        if (answer["FailedEntryCount"]?.GetValue<int>() > 0)
            throw new TaskException("EventBridge.FailedEntry", answer.ToJsonString());
        return Json.Parse(answer.ToJsonString());
    }

    /// <summary>aws-sdk integrations: any operation, with the names of the SDK.</summary>
    public async Task<Json> CallSdkAsync(Caller caller, string service, string action, JsonObject input)
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
        if (catalog.ByPrefix(prefix) is not { } known)
            throw new TaskException("States.Runtime", $"The embedded cloud does not have the service {service}");
        var title = char.ToUpperInvariant(service[0]) + service[1..];
        // In workflows the names of all members begin with a capital letter, whatever the service uses.
        var request = known.IsCamelCase ? (JsonObject)Recased(input, char.ToLowerInvariant)! : input;
        var answer = await NodeAsync(caller, prefix, name, request, title).ConfigureAwait(false);
        return Json.Parse((known.IsCamelCase ? Recased(answer, char.ToUpperInvariant)! : answer).ToJsonString());
    }

    public async Task<JsonObject> NodeAsync(Caller caller, string service, string operation, JsonObject input, string name) =>
        (JsonObject)await ThrowingAsync(name, () => dispatcher.Value.CallAsync(caller, service, operation, input)).ConfigureAwait(false);

    static async Task<JsonNode> ThrowingAsync(string name, Func<Task<JsonNode>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            var code = (exception.QueryCode ?? exception.Code).Split('#')[^1].Split('.')[^1];
            throw new TaskException(
                code.EndsWith("Exception", StringComparison.Ordinal) ? $"{name}.{code}" : $"{name}.{code}Exception",
                Worded(name, exception)
            );
        }
    }

    public static string Worded(string service, AwsException exception) =>
        $"{exception.Message} (Service: {service}, Status Code: {exception.Status}, Request ID: {Guid.Empty}) (SDK Attempt Count: 1)";

    /// <summary>Converts a member that is an object in the workflow to the string that the service expects.</summary>
    public static JsonObject Texted(JsonObject input, string member)
    {
        if (input[member] is { } value && !(value is JsonValue text && text.TryGetValue<string>(out _)))
            input[member] = value.ToJsonString();
        return input;
    }

    static JsonNode? Recased(JsonNode? node, Func<char, char> first) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Select(member => KeyValuePair.Create(first(member.Key[0]) + member.Key[1..], Recased(member.Value, first)))
            ),
            JsonArray items => new JsonArray([.. items.Select(item => Recased(item, first))]),
            _ => node?.DeepClone(),
        };
}
