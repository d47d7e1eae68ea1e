using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Runtime;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Events.Delivery;

/// <summary>Calls targets with the target's role, or as EventBridge itself if the target's own resource policy allows this.</summary>
sealed partial class TargetCalls(Targets targets, AssumedRoles roles, CloudSettings settings, RequestIds ids, ILogger<TargetCalls> logger)
{
    const string Principal = "events.amazonaws.com";

    public static void Check(Target target)
    {
        if (target.Arn.Split(':') is not ["arn", "aws", var service, _, _, ..])
            throw RuleStore.Invalid($"Parameter {target.Arn} is not valid. Reason: Provided Arn is not in correct format.");
        if (!Targets.Services.Contains(service))
            throw RuleStore.Invalid(
                $"The embedded cloud sends events to {string.Join(", ", Targets.Services)}; {service} is not supported."
            );
        if (service == "states" && target.RoleArn is null)
            throw RuleStore.Invalid($"RoleArn is required for target {target.Arn}.");
        if ((service is "lambda" or "sns" or "logs") && target.RoleArn is not null)
            throw RuleStore.Invalid($"RoleArn is not supported for target {target.Arn}.");
        if (service == "sqs" && target.Arn.EndsWith(".fifo", StringComparison.Ordinal) && target.SqsParameters?.MessageGroupId is null)
            throw RuleStore.Invalid($"Parameter(s) MessageGroupId must be specified for target: {target.Id}.");
    }

    public Task CallAsync(Target target, string ruleArn, string input, JsonObject @event, Pending pending)
    {
        var service = Targets.ServiceOf(target.Arn);
        if (service == "events" && pending.HasHopped)
            throw new AwsException(
                "THIRD_ACCOUNT_HOP_DETECTED",
                $"Event ingestion rejected for event {(string?)@event["id"]} because an event can be sent to an event bus target only "
                    + "once. This event was previously delivered to an event bus target."
            );
        var caller = target.RoleArn is { } role
            ? roles.Assume(role, Principal, ruleArn, $"events-{ids.Next()}"[..38])
            : Caller.Service(Principal, ruleArn, settings.Account);
        return targets.SendAsync(
            caller,
            target.Arn,
            new(input)
            {
                Group = target.SqsParameters?.MessageGroupId,
                Entry = service == "events" ? EntryOf(@event) : null,
                Trace = service == "events" ? BusHop.MarkIn(pending.Trace) : pending.Trace,
            }
        );
    }

    static BusEntry EntryOf(JsonObject @event) =>
        new((string?)@event["source"], (string?)@event["detail-type"], @event["detail"]?.ToJsonString(), @event["resources"]);

    /// <summary>Sends an event that could not be delivered to the dead-letter queue, with the reason.</summary>
    public async Task SendToDeadLettersAsync(
        string queue,
        string ruleArn,
        Target target,
        JsonObject @event,
        AwsException reason,
        int attempts
    )
    {
        static JsonObject Text(string value) => new() { ["DataType"] = "String", ["StringValue"] = value };
        try
        {
            await targets
                .SendAsync(
                    Caller.Service(Principal, ruleArn, settings.Account),
                    queue,
                    new(@event.ToJsonString())
                    {
                        Attributes = new JsonObject
                        {
                            ["RULE_ARN"] = Text(ruleArn),
                            ["TARGET_ARN"] = Text(target.Arn),
                            ["ERROR_CODE"] = Text(reason.Status is 403 or 400 ? "NO_PERMISSIONS" : "SDK_CLIENT_ERROR"),
                            ["ERROR_MESSAGE"] = Text(reason.Message.Length == 0 ? reason.Code : reason.Message),
                            ["EXHAUSTED_RETRY_CONDITION"] = Text("MaximumRetryAttempts"),
                            ["RETRY_ATTEMPTS"] = Text($"{attempts}"),
                        },
                    }
                )
                .ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            Lost(queue, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event could not be sent to the dead-letter queue {Queue}: {Reason}")]
    partial void Lost(string queue, string reason);
}
