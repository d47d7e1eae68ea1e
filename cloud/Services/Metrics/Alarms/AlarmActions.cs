using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Runtime;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Metrics.Alarms;

/// <summary>
/// Runs the actions of an alarm when its state changes: sends messages to topics and functions, and an event to the default bus.
/// </summary>
sealed partial class AlarmActions(
    AlarmStore alarms,
    Targets targets,
    Lazy<IEvents> events,
    CloudSettings settings,
    BackgroundTasks background,
    ILogger<AlarmActions> logger
)
{
    public void Run(Alarm before, Alarm now)
    {
        events.Value.Emit(
            "aws.cloudwatch",
            "CloudWatch Alarm State Change",
            [alarms.ArnOf(now.Name)],
            () =>
                new()
                {
                    ["alarmName"] = now.Name,
                    ["state"] = State(now),
                    ["previousState"] = State(before),
                    ["configuration"] = new JsonObject
                    {
                        ["description"] = now.Description,
                        ["alarmRule"] = now.Rule,
                        ["metrics"] = JsonSerializer.SerializeToNode(now.Watch?.Metrics),
                    },
                }
        );
        if (!now.ActionsEnabled)
            return;
        foreach (var action in now.ActionsOf(now.State))
            background.Run("alarm actions", () => RunAsync(before, now, action));
    }

    async Task RunAsync(Alarm before, Alarm now, string action)
    {
        var caller = Caller.Service(
            action.StartsWith("arn:aws:lambda:", StringComparison.Ordinal)
                ? "lambda.alarms.cloudwatch.amazonaws.com"
                : "cloudwatch.amazonaws.com",
            alarms.ArnOf(now.Name),
            settings.Account
        );
        // The default policy of a topic allows services of its own account by this key.
        caller = caller with
        {
            Context = [.. caller.Context, ("aws:SourceOwner", settings.Account)],
        };
        string? failure = null;
        try
        {
            if (Targets.ServiceOf(action) is "sns" or "lambda")
                await targets.SendAsync(caller, action, MessageFor(action, before, now)).ConfigureAwait(false);
            else
                failure = "the embedded cloud supports only SNS topics and Lambda functions as actions";
        }
        catch (AwsException exception)
        {
            failure = exception.Message;
        }
        if (failure is not null)
            NotDone(now.Name, action, failure);
        var summary = failure is null
            ? $"Successfully executed action {action}"
            : $"Failed to execute action {action}. Received error: \"{failure}\"";
        alarms.Note(
            now.Name,
            new(
                now.StateUpdated,
                "Action",
                summary,
                new JsonObject
                {
                    ["actionState"] = failure is null ? "Succeeded" : "Failed",
                    ["notificationResource"] = action,
                }.ToJsonString()
            )
        );
    }

    TargetMessage MessageFor(string action, Alarm before, Alarm now) =>
        Targets.ServiceOf(action) == "lambda"
            ? new(Payload(now).ToJsonString())
            : new(Message(before, now).ToJsonString()) { Subject = $"{now.State}: \"{now.Name}\" in {settings.Region}" };

    JsonObject Message(Alarm before, Alarm now) =>
        new()
        {
            ["AlarmName"] = now.Name,
            ["AlarmDescription"] = now.Description,
            ["AWSAccountId"] = settings.Account,
            ["AlarmConfigurationUpdatedTimestamp"] = Iso(now.Updated),
            ["NewStateValue"] = now.State,
            ["NewStateReason"] = now.StateReason,
            ["StateChangeTime"] = Iso(now.StateUpdated),
            ["Region"] = settings.Region,
            ["AlarmArn"] = alarms.ArnOf(now.Name),
            ["OldStateValue"] = before.State,
            ["OKActions"] = List(now.OkActions),
            ["AlarmActions"] = List(now.AlarmActions),
            ["InsufficientDataActions"] = List(now.InsufficientDataActions),
            ["Trigger"] = now.Watch is { } watch
                ? new JsonObject
                {
                    ["MetricName"] = watch.MetricName,
                    ["Namespace"] = watch.Namespace,
                    ["Statistic"] = watch.Statistic?.ToUpperInvariant(),
                    ["Dimensions"] = JsonSerializer.SerializeToNode(
                        (watch.Dimensions ?? []).Select(dimension => new { name = dimension.Name, value = dimension.Value })
                    ),
                    ["Period"] = watch.PeriodSeconds,
                    ["EvaluationPeriods"] = watch.EvaluationPeriods,
                    ["ComparisonOperator"] = watch.ComparisonOperator,
                    ["Threshold"] = watch.Threshold,
                    ["TreatMissingData"] = watch.TreatMissingData ?? "",
                    ["Metrics"] = watch.Metrics is null ? null : JsonSerializer.SerializeToNode(watch.Metrics),
                }
                : null,
        };

    JsonObject Payload(Alarm now) =>
        new()
        {
            ["source"] = "aws.cloudwatch",
            ["alarmArn"] = alarms.ArnOf(now.Name),
            ["accountId"] = settings.Account,
            ["time"] = Iso(now.StateUpdated),
            ["region"] = settings.Region,
            ["alarmData"] = new JsonObject { ["alarmName"] = now.Name, ["state"] = State(now) },
        };

    static JsonObject State(Alarm alarm) =>
        new()
        {
            ["value"] = alarm.State,
            ["reason"] = alarm.StateReason,
            ["reasonData"] = alarm.StateReasonData,
            ["timestamp"] = Iso(alarm.StateUpdated),
        };

    static JsonArray List(IEnumerable<string> items) => new([.. items.Select(item => JsonValue.Create(item))]);

    static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alarm {Name} could not run the action {Action}: {Reason}")]
    partial void NotDone(string name, string action, string reason);
}
