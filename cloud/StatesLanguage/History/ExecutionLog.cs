using System.Globalization;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.History;

public enum ExecutionLogLevel
{
    Off,
    All,
    Error,
    Fatal,
}

/// <summary>Converts events for a log group. An Express execution leaves no other trace.</summary>
public static class ExecutionLog
{
    static readonly string[] Data =
    [
        "input",
        "inputDetails",
        "output",
        "outputDetails",
        "parameters",
        "assignedVariables",
        "assignedVariablesDetails",
    ];

    public static bool Takes(this ExecutionLogLevel level, HistoryEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var type = @event.Type;
        return level switch
        {
            ExecutionLogLevel.All => true,
            ExecutionLogLevel.Error => type == "FailStateEntered" || EndsBadly(type),
            ExecutionLogLevel.Fatal => type.StartsWith("Execution", StringComparison.Ordinal) && EndsBadly(type),
            _ => false,
        };
    }

    /// <summary>One event of the log. Without execution data, inputs and outputs are left out; errors stay.</summary>
    public static JsonObject ToLogEvent(this HistoryEvent @event, string executionArn, bool includeExecutionData, int redriveCount = 0)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var details = @event.Details?.ToJson() ?? JsonObject.Empty;
        if (!includeExecutionData)
            details = new JsonObject([.. details.Where(member => !Data.Contains(member.Key))]);
        return JsonObject.Of(
            ("id", @event.Id.ToString(CultureInfo.InvariantCulture)),
            ("type", @event.Type),
            ("details", details),
            ("redrive_count", redriveCount.ToString(CultureInfo.InvariantCulture)),
            ("previous_event_id", @event.PreviousEventId.ToString(CultureInfo.InvariantCulture)),
            ("event_timestamp", @event.Timestamp.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            ("execution_arn", executionArn)
        );
    }

    static bool EndsBadly(string type) =>
        type.EndsWith("Failed", StringComparison.Ordinal)
        || type.EndsWith("Aborted", StringComparison.Ordinal)
        || type.EndsWith("TimedOut", StringComparison.Ordinal);
}
