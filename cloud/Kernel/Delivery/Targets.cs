using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Delivery;

/// <summary>
/// Sends a message to a target by its ARN. The rules of EventBridge, the subscriptions of SNS and CloudWatch Logs, the destinations of
/// Lambda, alarm actions and dead letters all use this class.
/// </summary>
sealed class Targets(Lazy<Dispatcher> dispatcher, Lazy<IFunctions> functions, Lazy<ILogs> logs, CloudSettings settings)
{
    /// <summary>The services whose resources can be targets.</summary>
    public static IReadOnlyList<string> Services { get; } = ["lambda", "sqs", "sns", "states", "logs", "events"];

    public static string ServiceOf(string arn) => arn.Split(':') is ["arn", _, var service, ..] ? service : "";

    /// <summary>Completes when the target has accepted the message; throws the error of the target's service otherwise.</summary>
    public Task SendAsync(Caller caller, string arn, TargetMessage message)
    {
        switch (ServiceOf(arn))
        {
            case "lambda":
                return functions.Value.InvokeAsync(caller, arn, Encoding.UTF8.GetBytes(message.Body), isEvent: true, trace: message.Trace);
            case "sqs":
                return CallAsync(
                    caller,
                    message,
                    "sqs",
                    "SendMessage",
                    new()
                    {
                        ["QueueUrl"] = $"{settings.Endpoint}/{settings.Account}/{arn[(arn.LastIndexOf(':') + 1)..]}",
                        ["MessageBody"] = message.Body,
                        ["MessageAttributes"] = message.Attributes,
                        ["MessageGroupId"] = message.Group,
                        ["MessageDeduplicationId"] = message.Deduplication,
                    }
                );
            case "sns":
                return CallAsync(
                    caller,
                    message,
                    "sns",
                    "Publish",
                    new()
                    {
                        ["TopicArn"] = arn,
                        ["Subject"] = message.Subject,
                        ["Message"] = message.Body,
                        ["MessageAttributes"] = message.Attributes,
                    }
                );
            case "states":
                return CallAsync(
                    caller,
                    message,
                    "states",
                    "StartExecution",
                    new() { ["stateMachineArn"] = arn, ["input"] = message.Body }
                );
            case "events":
                return CallAsync(caller, message, "events", "PutEvents", new() { ["Entries"] = new JsonArray(EntryOf(arn, message)) });
            case "logs":
                logs.Value.Send(caller, arn, message.Body);
                return Task.CompletedTask;
            case var other:
                throw new AwsException(
                    "InvalidParameterValueException",
                    $"{other} is not a destination; {string.Join(", ", Services)} are"
                );
        }
    }

    async Task CallAsync(Caller caller, TargetMessage message, string service, string operation, JsonObject input)
    {
        foreach (var absent in input.Where(member => member.Value is null).Select(member => member.Key).ToList())
            input.Remove(absent);
        await dispatcher.Value.CallAsync(caller, service, operation, input, trace: message.Trace).ConfigureAwait(false);
    }

    static JsonObject EntryOf(string bus, TargetMessage message)
    {
        var entry = message.Entry ?? throw new AwsException("InvalidParameterValueException", $"The event bus {bus} accepts only events");
        return new()
        {
            ["EventBusName"] = bus,
            ["Source"] = entry.Source,
            ["DetailType"] = entry.DetailType,
            ["Detail"] = entry.Detail,
            ["Resources"] = entry.Resources?.DeepClone(),
        };
    }
}
