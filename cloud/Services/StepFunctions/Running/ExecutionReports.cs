using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.Storage;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>Reports what executions do to the other services: log lines, metrics, traces and status change events.</summary>
sealed class ExecutionReports(ILogs logs, IMetrics metrics, ITraces traces, Lazy<IEvents> events)
{
    public void Started(ExecutionRecord record) =>
        metrics.Count("AWS/States", "ExecutionsStarted", 1, ("StateMachineArn", record.MachineArn));

    /// <summary>Writes new history events to the log group; at the end of the execution writes its metrics and its trace too.</summary>
    public void Progressed(RunningExecution owner, Execution execution, IReadOnlyList<HistoryEvent> fresh, bool isEnd)
    {
        CallScope.Detached(() => Log(owner, execution, fresh));
        if (isEnd)
            Measure(owner);
    }

    /// <summary>Sends the change of a Standard execution's status to the default event bus.</summary>
    /// <param name="lastEvent">The number of events in the history.</param>
    public void StatusChanged(ExecutionRecord record, long lastEvent, DateTimeOffset now) =>
        events.Value.Emit(
            "aws.states",
            "Step Functions Execution Status Change",
            [record.Arn],
            () =>
            {
                var refusal = Redrivability.Refusal(StatusNames.Parse(record.Status), lastEvent, record.Started, record.Stopped, now);
                return new()
                {
                    ["executionArn"] = record.Arn,
                    ["stateMachineArn"] = record.MachineArn,
                    ["name"] = record.Name,
                    ["status"] = record.Status,
                    ["startDate"] = record.Started.ToUnixTimeMilliseconds(),
                    ["stopDate"] = record.Stopped?.ToUnixTimeMilliseconds(),
                    ["input"] = record.Input,
                    ["output"] = record.Output,
                    ["stateMachineVersionArn"] = record.VersionArn,
                    ["stateMachineAliasArn"] = record.AliasArn,
                    ["redriveCount"] = record.Redrives,
                    ["redriveDate"] = record.Redriven?.ToUnixTimeMilliseconds(),
                    ["redriveStatus"] = record.RedriveStatus(refusal),
                    ["redriveStatusReason"] = refusal,
                    ["inputDetails"] = new JsonObject { ["included"] = true },
                    ["outputDetails"] = record.Output is null ? null : new JsonObject { ["included"] = true },
                    ["error"] = record.Error,
                    ["cause"] = record.Cause,
                };
            }
        );

    void Measure(RunningExecution owner)
    {
        var ended = owner.Record;
        var name = ended.Status switch
        {
            "SUCCEEDED" => "ExecutionsSucceeded",
            "TIMED_OUT" => "ExecutionsTimedOut",
            "ABORTED" => "ExecutionsAborted",
            _ => "ExecutionsFailed",
        };
        foreach (var metric in (string[])["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"])
            metrics.Count("AWS/States", metric, metric == name ? 1 : 0, ("StateMachineArn", ended.MachineArn));
        metrics.Measure(
            "AWS/States",
            "ExecutionTime",
            (ended.Stopped!.Value - ended.Started).TotalMilliseconds,
            "Milliseconds",
            ("StateMachineArn", ended.MachineArn)
        );
        if (owner.Revision.Tracing.Enabled)
            CallScope.Detached(() =>
                traces.Add(
                    ended.MachineName,
                    "AWS::StepFunctions::StateMachine",
                    ended.Arn,
                    ended.Started,
                    ended.Stopped.Value,
                    ended.Status != "SUCCEEDED"
                )
            );
    }

    void Log(RunningExecution owner, Execution execution, IReadOnlyList<HistoryEvent> fresh)
    {
        if (owner.Revision is not { LogGroup: { } group, Logging: var logging })
            return;
        var level = Enum.Parse<ExecutionLogLevel>(logging.Level, ignoreCase: true);
        var lines = fresh
            .Where(@event => level.Takes(@event))
            .Select(@event => new LogEvent(
                @event.Timestamp.ToUnixTimeMilliseconds(),
                @event.ToLogEvent(execution.Identity.Arn, logging.IncludeExecutionData, execution.RedriveCount).ToString(),
                @event.Timestamp.ToUnixTimeMilliseconds()
            ))
            .ToList();
        if (lines.Count == 0)
            return;
        var day = owner.Record.Started.ToString("yyyy-MM-dd-HH", CultureInfo.InvariantCulture);
        try
        {
            logs.Deliver(group, $"states/{owner.Record.MachineName}/{day}/{owner.Revision.Id[..8]}", lines);
        }
        catch (NotWrittenException)
        {
            // Logging is best effort; the history is what is stored reliably.
        }
    }
}
