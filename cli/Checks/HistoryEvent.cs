using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks;

/// <summary>An event of an execution, from its history or, for an Express workflow, from its log group.</summary>
sealed record HistoryEvent(long Id, long Previous, string Type, DateTimeOffset Time, JsonObject Details)
{
    public string? Text(string name) => (string?)Details[name];

    public bool IsScheduled => Type is "LambdaFunctionScheduled" or "TaskScheduled" or "ActivityScheduled";

    public bool IsFailure =>
        Type
            is "LambdaFunctionFailed"
                or "LambdaFunctionTimedOut"
                or "LambdaFunctionScheduleFailed"
                or "LambdaFunctionStartFailed"
                or "TaskFailed"
                or "TaskTimedOut"
                or "TaskSubmitFailed"
                or "TaskStartFailed";

    public static HistoryEvent OfHistory(JsonElement @event)
    {
        var node = JsonObject.Create(@event)!;
        return new(
            (long)node["id"]!,
            (long?)node["previousEventId"] ?? 0,
            (string)node["type"]!,
            DateTimeOffset.FromUnixTimeMilliseconds((long)((double)node["timestamp"]! * 1000)),
            node.Where(member => member.Key.EndsWith("EventDetails", StringComparison.Ordinal))
                .Select(member => member.Value)
                .OfType<JsonObject>()
                .FirstOrDefault()
                ?? []
        );
    }

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
