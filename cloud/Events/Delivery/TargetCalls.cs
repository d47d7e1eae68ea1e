using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Callers;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Hosting;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Sqs;
using Classroom.Languages;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Events.Delivery;

/// <summary>Calls targets: with the target's role, or as EventBridge itself where the target's own policy lets it.</summary>
sealed partial class TargetCalls(
    Dispatcher dispatcher, ServiceRoles roles, QueueStore queues, LogStore logs, LogWriter writer, Guard guard, CloudSettings settings, RequestIds ids, TimeProvider clock, ILogger<TargetCalls> logger)
{
    const string Principal = "events.amazonaws.com";

    static readonly string[] Services = ["lambda", "sqs", "sns", "states", "logs", "events"];

    public static void Check(Target target)
    {
        if (target.Arn.Split(':') is not ["arn", "aws", var service, _, _, ..]) throw RuleStore.Invalid($"Parameter {target.Arn} is not valid. Reason: Provided Arn is not in correct format.");
        if (!Services.Contains(service)) throw RuleStore.Invalid($"The embedded cloud sends events to {string.Join(", ", Services)}; {service} is not among them.");
        if (service == "states" && target.RoleArn is null) throw RuleStore.Invalid($"RoleArn is required for target {target.Arn}.");
        if ((service is "lambda" or "sns" or "logs") && target.RoleArn is not null) throw RuleStore.Invalid($"RoleArn is not supported for target {target.Arn}.");
        if (service == "sqs" && target.Arn.EndsWith(".fifo", StringComparison.Ordinal) && target.SqsParameters?.MessageGroupId is null) throw RuleStore.Invalid($"Parameter(s) MessageGroupId must be specified for target: {target.Id}.");
    }

    public Task CallAsync(Target target, string ruleArn, string input, JsonObject @event)
    {
        var caller = target.RoleArn is { } role ? roles.TakeOn(role, Principal, ruleArn, $"events-{ids.Next()}"[..38]) : Caller.Service(Principal, ruleArn, settings.Account);
        switch (target.Arn.Split(':')[2])
        {
            case "lambda":
                return dispatcher.CallAsync<Lambda.Invoke.Input, Lambda.Invoke.Output>(caller, "lambda", "Invoke", new(target.Arn, Encoding.UTF8.GetBytes(input), null, "Event"));
            case "states": return dispatcher.CallAsync(caller, "states", "StartExecution", new JsonObject { ["stateMachineArn"] = target.Arn, ["input"] = input });
            case "sns": return dispatcher.CallAsync(caller, "sns", "Publish", new JsonObject { ["TopicArn"] = target.Arn, ["Message"] = Unquoted(input) });
            case "sqs":
                var request = new JsonObject { ["QueueUrl"] = queues.UrlOfArn(target.Arn), ["MessageBody"] = Unquoted(input) };
                if (target.SqsParameters?.MessageGroupId is { } group) request["MessageGroupId"] = group;
                return dispatcher.CallAsync(caller, "sqs", "SendMessage", request);
            case "logs":
                WriteLog(caller, target.Arn, input);
                return Task.CompletedTask;
            default:
                var entry = new JsonObject
                {
                    ["EventBusName"] = target.Arn, ["Source"] = @event["source"]?.DeepClone(), ["DetailType"] = @event["detail-type"]?.DeepClone(), ["Detail"] = @event["detail"]?.ToJsonString(),
                    ["Resources"] = @event["resources"]?.DeepClone(),
                };
                return dispatcher.CallAsync(caller, "events", "PutEvents", new JsonObject { ["Entries"] = new JsonArray(entry) });
        }
    }

    /// <summary>Leaves an event in the queue for those that could not be brought, with the reason.</summary>
    public async Task PutAwayAsync(string queue, string ruleArn, Target target, JsonObject @event, AwsException reason, int attempts)
    {
        static JsonObject Text(string value) => new() { ["DataType"] = "String", ["StringValue"] = value };
        try
        {
            await dispatcher.CallAsync(Caller.Service(Principal, ruleArn, settings.Account), "sqs", "SendMessage", new JsonObject
            {
                ["QueueUrl"] = queues.UrlOfArn(queue),
                ["MessageBody"] = @event.ToJsonString(),
                ["MessageAttributes"] = new JsonObject
                {
                    ["RULE_ARN"] = Text(ruleArn), ["TARGET_ARN"] = Text(target.Arn), ["ERROR_CODE"] = Text(reason.Status is 403 or 400 ? "NO_PERMISSIONS" : "SDK_CLIENT_ERROR"),
                    ["ERROR_MESSAGE"] = Text(reason.Message.Length == 0 ? reason.Code : reason.Message), ["EXHAUSTED_RETRY_CONDITION"] = Text("MaximumRetryAttempts"), ["RETRY_ATTEMPTS"] = Text($"{attempts}"),
                },
            }).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            Lost(queue, exception.Message);
        }
    }

    void WriteLog(Caller caller, string arn, string input)
    {
        var group = LogStore.NameOf(arn);
        var call = new Call(caller, ids.Next(), clock.GetUtcNow());
        var resource = logs.StreamArn(group, "events");
        var isAllowed = logs.ResourcePolicies.All.Any(policy => guard.Decide(caller, "logs:PutLogEvents", new(resource) { ResourcePolicy = Policies.Parse(policy.Document) }, call).IsAllowed);
        if (!isAllowed) throw new AwsException("AccessDeniedException", $"No resource policy of CloudWatch Logs lets {Principal} write to {group}");
        logs.Group(group);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        writer.Deliver(group, ids.Next(), [new(now, input, now)]);
    }

    // A JSON text alone goes without its quotation marks.
    static string Unquoted(string input) => input is ['"', ..] && BoundedJson.TryParse(input).AsText() is { } text ? text : input;

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event could not be left in the dead-letter queue {Queue}: {Reason}")]
    partial void Lost(string queue, string reason);
}
