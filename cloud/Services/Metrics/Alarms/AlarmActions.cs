using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Metrics.Expressions;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
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
    RequestIds ids,
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
                    ["configuration"] = Configuration(now),
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
            ? new(Payload(before, now).ToJsonString())
            : new(Message(before, now).ToJsonString()) { Subject = $"{now.State}: \"{now.Name}\" in {RegionNames.Of(settings.Region)}" };

    JsonObject Message(Alarm before, Alarm now)
    {
        var message = new JsonObject
        {
            ["AlarmName"] = now.Name,
            ["AlarmDescription"] = now.Description,
            ["AWSAccountId"] = settings.Account,
            ["AlarmConfigurationUpdatedTimestamp"] = Iso(now.Updated),
            ["NewStateValue"] = now.State,
            ["NewStateReason"] = now.StateReason,
            ["StateChangeTime"] = Iso(now.StateUpdated),
            ["Region"] = RegionNames.Of(settings.Region),
            ["AlarmArn"] = alarms.ArnOf(now.Name),
            ["OldStateValue"] = before.State,
            ["OKActions"] = List(now.OkActions),
            ["AlarmActions"] = List(now.AlarmActions),
            ["InsufficientDataActions"] = List(now.InsufficientDataActions),
            ["ActionExecutedAfterMuteWindow"] = false,
        };
        if (now.Watch is { } watch)
        {
            message["Trigger"] = Trigger(watch);
        }
        else
        {
            message["AlarmRule"] = now.Rule;
            message["TriggeringChildren"] = Children(now);
        }
        return message;
    }

    /// <summary>The children that changed the state of a composite alarm, from the data of its reason.</summary>
    static JsonArray Children(Alarm alarm)
    {
        var data = alarm.StateReasonData is { } text ? BoundedJson.TryParse(text) as JsonObject : null;
        var children = data?["triggeringAlarms"] as JsonArray ?? [];
        return new([
            .. children
                .OfType<JsonObject>()
                .Select(child => new JsonObject
                {
                    ["Arn"] = child["arn"]?.DeepClone(),
                    ["State"] = new JsonObject
                    {
                        ["Value"] = child["state"]?["value"]?.DeepClone(),
                        ["Timestamp"] = child["state"]?["timestamp"]?.DeepClone(),
                    },
                }),
        ]);
    }

    static JsonObject Trigger(Watch watch)
    {
        var trigger = new JsonObject();
        if (watch.Metrics is { } metrics)
        {
            trigger["Metrics"] = JsonSerializer.SerializeToNode(metrics);
        }
        else
        {
            trigger["MetricName"] = watch.MetricName;
            trigger["Namespace"] = watch.Namespace;
            trigger["StatisticType"] = watch.ExtendedStatistic is null ? "Statistic" : "ExtendedStatistic";
            if (watch.ExtendedStatistic is { } extended)
                trigger["ExtendedStatistic"] = extended;
            else
                trigger["Statistic"] = watch.Statistic == "SampleCount" ? "SAMPLE_COUNT" : watch.Statistic?.ToUpperInvariant();
            trigger["Unit"] = watch.Unit;
            trigger["Dimensions"] = JsonSerializer.SerializeToNode(
                (watch.Dimensions ?? []).Select(dimension => new { name = dimension.Name, value = dimension.Value })
            );
        }
        trigger["Period"] = watch.PeriodSeconds;
        trigger["EvaluationPeriods"] = watch.EvaluationPeriods;
        if (watch.DatapointsToAlarm is { } needed)
            trigger["DatapointsToAlarm"] = needed;
        trigger["ComparisonOperator"] = watch.ComparisonOperator;
        trigger["Threshold"] = DecimalNumber.NodeOf(watch.Threshold);
        trigger["TreatMissingData"] = watch.TreatMissingData ?? "";
        trigger["EvaluateLowSampleCountPercentile"] = "";
        return trigger;
    }

    JsonObject Payload(Alarm before, Alarm now) =>
        new()
        {
            ["source"] = "aws.cloudwatch",
            ["alarmArn"] = alarms.ArnOf(now.Name),
            ["accountId"] = settings.Account,
            ["time"] = Iso(now.StateUpdated),
            ["region"] = settings.Region,
            ["alarmData"] = new JsonObject
            {
                ["alarmName"] = now.Name,
                ["state"] = State(now),
                ["previousState"] = State(before),
                ["configuration"] = Configuration(now),
            },
        };

    static JsonObject State(Alarm alarm)
    {
        var state = new JsonObject { ["value"] = alarm.State, ["reason"] = alarm.StateReason };
        if (alarm.StateReasonData is { } data)
            state["reasonData"] = data;
        state["timestamp"] = Iso(alarm.StateUpdated);
        return state;
    }

    JsonObject Configuration(Alarm alarm)
    {
        var configuration = new JsonObject();
        if (alarm.Description is { } description)
            configuration["description"] = description;
        if (alarm.Rule is { } rule)
            configuration["alarmRule"] = rule;
        if (alarm.Watch is { } watch)
            configuration["metrics"] = new JsonArray([.. QueriesOf(watch).Select(Shown)]);
        return configuration;
    }

    /// <summary>The queries of an alarm; an alarm of one metric has a query with an id that AWS makes up.</summary>
    IReadOnlyList<MetricDataQuery> QueriesOf(Watch watch) =>
        watch.Metrics
        ??
        [
            new(
                ids.Next(),
                new(
                    new(watch.Namespace!, watch.MetricName!, watch.Dimensions),
                    watch.PeriodSeconds,
                    watch.Statistic ?? watch.ExtendedStatistic!,
                    watch.Unit
                )
            ),
        ];

    static JsonObject Shown(MetricDataQuery query)
    {
        var shown = new JsonObject { ["id"] = query.Id };
        if (query.Expression is { } expression)
            shown["expression"] = expression;
        if (query.Label is { } label)
            shown["label"] = label;
        if (query.MetricStat is { } stat)
        {
            // By name, and not all at once: two dimensions of an alarm may have one name.
            var dimensions = new JsonObject();
            foreach (var dimension in stat.Metric.Dimensions ?? [])
                dimensions[dimension.Name] = dimension.Value;
            shown["metricStat"] = new JsonObject
            {
                ["metric"] = new JsonObject
                {
                    ["namespace"] = stat.Metric.Namespace,
                    ["name"] = stat.Metric.MetricName,
                    ["dimensions"] = dimensions,
                },
                ["period"] = stat.Period,
                ["stat"] = stat.Stat,
            };
        }
        shown["returnData"] = query.ReturnData ?? true;
        return shown;
    }

    static JsonArray List(IEnumerable<string> items) => new([.. items.Select(item => JsonValue.Create(item))]);

    static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alarm {Name} could not run the action {Action}: {Reason}")]
    partial void NotDone(string name, string action, string reason);
}
