using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;
using JsonArray = System.Text.Json.Nodes.JsonArray;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The optimized integrations of queues, topics and event buses.</summary>
sealed class ServiceCalls(Lazy<Dispatcher> dispatcher, ServiceErrors errors, Metadata metadata)
{
    public async Task<Json> SendMessageAsync(Caller caller, JsonObject input)
    {
        // The SDK sends the request to the queue's URL.
        if (input["QueueUrl"].AsText() is { } url && !Uri.TryCreate(url, UriKind.Absolute, out _))
            throw new TaskException("SQS.SdkClientException", $"Unable to execute HTTP request: {url}: Name or service not known");
        var answer = await CallAsync(caller, "sqs", "SendMessage", Texted(input, "MessageBody"), Integration.Sqs).ConfigureAwait(false);
        var text = answer.ToJsonString();
        return metadata.AddTo((StatesLanguage.Data.JsonObject)Json.Parse(text), Integration.Sqs, text.Length);
    }

    public async Task<Json> PublishAsync(Caller caller, JsonObject input)
    {
        var answer = await CallAsync(caller, "sns", "Publish", Texted(input, "Message"), Integration.Sns).ConfigureAwait(false);
        return metadata.AddTo((StatesLanguage.Data.JsonObject)Json.Parse(answer.ToJsonString()), Integration.Sns, LengthOf(answer));
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
                owner.Record.MachineArn,
                owner.Record.Arn,
            ]);
        }
        var answer = await CallAsync(caller, "events", "PutEvents", input, Integration.EventBridge).ConfigureAwait(false);
        if (answer["FailedEntryCount"]?.GetValue<int>() > 0)
            throw new TaskException("EventBridge.FailedEntry", answer.ToJsonString());
        return Json.Parse(answer.ToJsonString());
    }

    public async Task<JsonObject> CallAsync(Caller caller, string service, string operation, JsonObject input, Integration integration)
    {
        try
        {
            return (JsonObject)await dispatcher.Value.CallAsync(caller, service, operation, input).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            throw errors.Optimized(integration, exception);
        }
    }

    /// <summary>The length of the answer of Publish, which is indented XML with one line for each member.</summary>
    static int LengthOf(JsonObject answer)
    {
        const int envelope = 230;
        const int indentAndBrackets = 10;
        return envelope + answer.Sum(member => indentAndBrackets + (2 * member.Key.Length) + $"{member.Value}".Length);
    }

    /// <summary>Converts a member that is an object in the workflow to the string that the service expects.</summary>
    static JsonObject Texted(JsonObject input, string member)
    {
        if (input[member] is { } value && !(value is JsonValue text && text.TryGetValue<string>(out _)))
            input[member] = value.ToJsonString();
        return input;
    }
}
