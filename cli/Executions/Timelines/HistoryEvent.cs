using System.Text.Json.Nodes;

namespace Classroom.Cli.Executions.Timelines;

/// <summary>An event of a history as GetExecutionHistory returns it.</summary>
sealed class HistoryEvent(JsonObject json)
{
    readonly JsonObject details =
        json.Where(member => member.Key.EndsWith("EventDetails", StringComparison.Ordinal))
            .Select(member => member.Value)
            .OfType<JsonObject>()
            .FirstOrDefault()
        ?? [];

    public long Id { get; } = (long)json["id"]!;

    public long Previous { get; } = (long?)json["previousEventId"] ?? 0;

    public string Type { get; } = (string)json["type"]!;

    public DateTimeOffset Time { get; } = TimeOf(json);

    /// <summary>A member of the details, whatever the type of the event.</summary>
    public string? this[string name] => details[name]?.ToString();

    public bool IsEntered => Type.EndsWith("StateEntered", StringComparison.Ordinal);

    public bool IsExited => Type.EndsWith("StateExited", StringComparison.Ordinal);

    /// <summary>The type of the state, of an event that enters or leaves one.</summary>
    public string StateType => Type.Split("State")[0];

    /// <summary>An attempt of a task begins.</summary>
    public bool IsScheduled => Type is "TaskScheduled" or "LambdaFunctionScheduled" or "ActivityScheduled";

    /// <summary>An attempt of a state has failed, and may be repeated or caught.</summary>
    public bool IsFailure =>
        Type
            is "TaskFailed"
                or "TaskTimedOut"
                or "TaskStartFailed"
                or "TaskSubmitFailed"
                or "LambdaFunctionFailed"
                or "LambdaFunctionTimedOut"
                or "LambdaFunctionScheduleFailed"
                or "LambdaFunctionStartFailed"
                or "ActivityFailed"
                or "ActivityTimedOut"
                or "ActivityScheduleFailed"
                or "ParallelStateFailed"
                or "MapStateFailed"
                or "MapRunFailed"
                or "EvaluationFailed";

    public bool IsEnd => Type is "ExecutionSucceeded" or "ExecutionFailed" or "ExecutionAborted" or "ExecutionTimedOut";

    public static DateTimeOffset TimeOf(JsonObject json) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round((double)json["timestamp"]! * 1000));
}
