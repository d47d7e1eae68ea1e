using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Languages.LogPatterns;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Logs;

/// <summary>
/// Adds events to a stream, and applies the filters of its group: metric filters, and subscription filters that send events to functions.
/// </summary>
sealed partial class LogDelivery(
    LogStore logs,
    Lazy<IMetrics> metrics,
    Targets targets,
    CloudSettings settings,
    BackgroundTasks background,
    ILogger<LogDelivery> logger
)
{
    public void Append(string group, string stream, IReadOnlyList<LogEvent> events)
    {
        logs.Append(group, stream, events);
        if (logs.MetricFilters.Count > 0)
        {
            foreach (var filter in logs.MetricFilters.Below(LogStore.StreamKey(group, "")))
                Measure(filter, events);
        }
        if (logs.Subscriptions.Count > 0)
        {
            foreach (var filter in logs.Subscriptions.Below(LogStore.StreamKey(group, "")))
                background.Run("log subscriptions", () => SendAsync(filter, stream, events));
        }
    }

    void Measure(MetricFilter filter, IReadOnlyList<LogEvent> events)
    {
        var pattern = FilterPattern.Parse(filter.Pattern);
        foreach (var transformation in filter.Transformations)
        {
            foreach (var entry in events)
            {
                var time = DateTimeOffset.FromUnixTimeMilliseconds(entry.Timestamp);
                if (!pattern.Matches(entry.Message))
                {
                    if (transformation.DefaultValue is { } otherwise)
                        metrics.Value.Record(
                            transformation.MetricNamespace,
                            transformation.MetricName,
                            otherwise,
                            transformation.Unit,
                            time,
                            []
                        );
                    continue;
                }
                var text = transformation.MetricValue.StartsWith('$')
                    ? pattern.Extract(entry.Message, transformation.MetricValue)
                    : transformation.MetricValue;
                if (FiniteNumber.Parse(text) is not { } value)
                    continue;
                var dimensions = (transformation.Dimensions ?? new Dictionary<string, string>())
                    .Select(dimension => (dimension.Key, Value: pattern.Extract(entry.Message, dimension.Value)))
                    .Where(dimension => dimension.Value is not null)
                    .Select(dimension => (dimension.Key, dimension.Value!));
                metrics.Value.Record(
                    transformation.MetricNamespace,
                    transformation.MetricName,
                    value,
                    transformation.Unit,
                    time,
                    dimensions
                );
            }
        }
    }

    /// <summary>Sends the matching events to a function, compressed in AWS's format.</summary>
    async Task SendAsync(SubscriptionFilter filter, string stream, IReadOnlyList<LogEvent> events)
    {
        try
        {
            var pattern = FilterPattern.Parse(filter.Pattern);
            var matching = events.Select((entry, index) => (entry, index)).Where(item => pattern.Matches(item.entry.Message)).ToList();
            if (matching.Count == 0)
                return;
            var message = new JsonObject
            {
                ["messageType"] = "DATA_MESSAGE",
                ["owner"] = settings.Account,
                ["logGroup"] = filter.Group,
                ["logStream"] = stream,
                ["subscriptionFilters"] = new JsonArray(filter.Name),
                ["logEvents"] = new JsonArray([
                    .. matching.Select(item => new JsonObject
                    {
                        ["id"] = new LogPlace(item.entry.Timestamp, 0, item.index).ToString(),
                        ["timestamp"] = item.entry.Timestamp,
                        ["message"] = item.entry.Message,
                    }),
                ]),
            };
            var packed = new MemoryStream();
            await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                await JsonSerializer.SerializeAsync(zip, message).ConfigureAwait(false);
            var payload = new JsonObject { ["awslogs"] = new JsonObject { ["data"] = Convert.ToBase64String(packed.ToArray()) } };
            var caller = Caller.Service("logs.amazonaws.com", logs.StarArn(filter.Group), settings.Account);
            await targets.SendAsync(caller, filter.DestinationArn, new(payload.ToJsonString())).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            NotDelivered(filter.Group, filter.DestinationArn, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events of {Group} could not be sent to {Destination}: {Reason}")]
    partial void NotDelivered(string group, string destination, string reason);
}
