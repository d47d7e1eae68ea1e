using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Executions;

/// <summary>An event of an execution, from its history or, for an Express workflow, from its log group.</summary>
/// <param name="Details">The members that only events of this type have.</param>
sealed record HistoryEvent(long Id, long Previous, string Type, DateTimeOffset Time, JsonObject Details)
{
    /// <summary>A member of the details; null if events of this type have none of this name.</summary>
    public string? this[string name] => Details[name]?.ToString();

    public bool IsEntered => Type.EndsWith("StateEntered", StringComparison.Ordinal);

    public bool IsExited => Type.EndsWith("StateExited", StringComparison.Ordinal);

    /// <summary>The type of the state, of an event that enters or leaves one.</summary>
    public string StateType => Type.Split("State")[0];

    /// <summary>An attempt of a task begins.</summary>
    public bool IsScheduled => Type is "LambdaFunctionScheduled" or "TaskScheduled" or "ActivityScheduled";

    /// <summary>An attempt of a task has failed.</summary>
    public bool IsTaskFailure =>
        Type
            is "LambdaFunctionFailed"
                or "LambdaFunctionTimedOut"
                or "LambdaFunctionScheduleFailed"
                or "LambdaFunctionStartFailed"
                or "TaskFailed"
                or "TaskTimedOut"
                or "TaskSubmitFailed"
                or "TaskStartFailed";

    /// <summary>An attempt of a state of any type has failed, and may be repeated or caught.</summary>
    public bool IsFailure =>
        IsTaskFailure
        || Type
            is "ActivityFailed"
                or "ActivityTimedOut"
                or "ActivityScheduleFailed"
                or "ParallelStateFailed"
                or "MapStateFailed"
                or "MapRunFailed"
                or "EvaluationFailed";

    public bool IsEnd => Type is "ExecutionSucceeded" or "ExecutionFailed" or "ExecutionAborted" or "ExecutionTimedOut";

    public static HistoryEvent OfHistory(JsonElement @event) => OfHistory(JsonObject.Create(@event)!);

    public static HistoryEvent OfHistory(JsonObject @event) =>
        new(
            (long)@event["id"]!,
            (long?)@event["previousEventId"] ?? 0,
            (string)@event["type"]!,
            DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round((double)@event["timestamp"]! * 1000)),
            @event
                .Where(member => member.Key.EndsWith("EventDetails", StringComparison.Ordinal))
                .Select(member => member.Value)
                .OfType<JsonObject>()
                .FirstOrDefault()
                ?? []
        );

    public static HistoryEvent OfLog(JsonObject line) =>
        new(
            Number(line["id"]),
            Number(line["previous_event_id"]),
            (string)line["type"]!,
            DateTimeOffset.FromUnixTimeMilliseconds(Number(line["event_timestamp"])),
            line["details"] as JsonObject ?? []
        );

    /// <summary>Log lines have their numbers as texts.</summary>
    static long Number(JsonNode? node) => node is null ? 0 : long.Parse(node.ToString(), CultureInfo.InvariantCulture);
}
