using System.Collections.Concurrent;
using System.Globalization;
using Classroom.Cloud.Events;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Hosting;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Metrics;
using Classroom.Cloud.S3;
using Classroom.Storage;
using Classroom.Cloud.StepFunctions.Tasks;
using Classroom.Cloud.XRay;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.States;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>Runs executions, keeps what they do, and takes them up again after a restart.</summary>
sealed partial class ExecutionEngine(
    MachineStore store, Lazy<TaskRunner> tasks, ObjectStore objects, LogWriter logs, MetricSink metrics, TraceStore traces, Lazy<EventEmitter> events, Journal journal, RequestIds ids, TimeProvider clock,
    ILogger<ExecutionEngine> logger) : IBackgroundWork
{
    readonly TaskCompletionSource resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<string, RunningExecution> running = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, (string Text, StateMachine Machine)> parsed = new(StringComparer.Ordinal);

    public MachineStore Store => store;

    public TaskRunner Tasks => tasks.Value;

    public TimeProvider Clock => clock;

    /// <summary>Done when everything that was left has been taken up again.</summary>
    public Task Resumed => resumed.Task;

    public MapRuns MapRuns { get; } = new();

    public RunningExecution? Find(string arn) => running.GetValueOrDefault(arn);

    /// <summary>Starts one of a Standard machine; asked for again under the same name with the same input it is the same one.</summary>
    public ExecutionRecord Start(Machine machine, string? qualifier, string? name, string? input, string? trace)
    {
        name = MachineStore.CheckName(name ?? ids.Next());
        input = CheckInput(input ?? "{}");
        var (revision, version, alias) = store.Choose(machine, qualifier, Chance());
        var arn = store.ExecutionArn(machine.Name, name);
        if (store.Executions.Find(arn) is { } known)
        {
            if (known.Status == "RUNNING" && known.Input == input) return known;
            throw new AwsException("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");
        }
        var record = new ExecutionRecord(arn, name, store.MachineArn(machine.Name), machine.Name, "RUNNING", clock.GetUtcNow(), input, revision.RoleArn, revision)
        {
            VersionArn = version,
            AliasArn = alias,
            TraceHeader = trace,
        };
        store.Executions.Put(arn, record);
        metrics.Count("AWS/States", "ExecutionsStarted", 1, ("StateMachineArn", record.MachineArn));
        Announce(record);
        var execution = running[arn] = new(record, this);
        execution.Start(Parse(revision), ExecutionType.Standard);
        return record;
    }

    /// <summary>Runs one of an Express machine; nothing of it is kept but its log.</summary>
    public RunningExecution StartExpress(Machine machine, string? qualifier, string? name, string? input, string? trace)
    {
        name = MachineStore.CheckName(name ?? ids.Next());
        input = CheckInput(input ?? "{}");
        var (revision, version, alias) = store.Choose(machine, qualifier, Chance());
        var arn = store.ExpressArn(machine.Name, name, ids.Next());
        var record = new ExecutionRecord(arn, name, store.MachineArn(machine.Name), machine.Name, "RUNNING", clock.GetUtcNow(), input, revision.RoleArn, revision)
        {
            VersionArn = version,
            AliasArn = alias,
            TraceHeader = trace,
        };
        metrics.Count("AWS/States", "ExecutionsStarted", 1, ("StateMachineArn", record.MachineArn));
        var execution = running[arn] = new(record, this);
        execution.Start(Parse(revision), ExecutionType.Express);
        return execution;
    }

    public void Redrive(ExecutionRecord record)
    {
        var again = record with { Status = "RUNNING", Stopped = null, Output = null, Error = null, Cause = null, Redrives = record.Redrives + 1, Redriven = clock.GetUtcNow() };
        journal.Apart(() =>
        {
            store.Events.Remove(again.Arn);
            store.Executions.Put(again.Arn, again);
        });
        var execution = running[again.Arn] = new(again, this);
        execution.Start(Parse(again.Revision), ExecutionType.Standard);
    }

    public string? Refuse(TaskResource resource) => resource.Kind == TaskKind.Activity && !store.Activities.Has(resource.Action) ? $"The activity {resource.Arn} does not exist." : null;

    public IObjectStore ObjectsFor(string roleArn) => objects;

    /// <summary>Keeps what an execution has done; a call's answer may depend on it.</summary>
    public void Keep(RunningExecution owner, Execution execution, List<HistoryEvent> fresh)
    {
        var arn = execution.Identity.Arn;
        var isChild = arn != owner.Record.Arn;
        var isOver = execution.Status != ExecutionStatus.Running;
        if (execution.Type == ExecutionType.Standard)
        {
            journal.Apart(() =>
            {
                store.Events.Append(arn, [.. fresh.Select(@event => new RawJson(@event.ToJson().ToString()))]);
                if (!isOver) store.Saved.Put(arn, new(execution.Save().ToString()));
                else store.Saved.Remove(arn);
                if (isOver) End(owner, execution, isChild);
            });
        }
        else if (isOver)
        {
            End(owner, execution, isChild);
        }
        Log(owner.Record, execution, fresh);
        if (isOver && !isChild) owner.Settle();
    }

    public void Start()
    {
        // Before anything runs: one that is resumed may end at once.
        var begun = store.Executions.Unordered.Where(record => record.Status == "RUNNING" && !store.Saved.Has(record.Arn)).ToList();
        foreach (var (arn, saved) in store.Saved.Rows.ToList())
        {
            if (store.Executions.Find(arn) is not { Status: "RUNNING" } record) continue;
            try
            {
                var events = store.Events.Read(arn).Select(text => HistoryEvent.FromJson((JsonObject)Json.Parse(text.Text)));
                var execution = running[arn] = new(record, this);
                execution.Resume(Parse(record.Revision), Json.Parse(saved.Text), events);
            }
            catch (Exception exception) when (exception is DefinitionException or JsonSyntaxException or InvalidOperationException)
            {
                NotResumed(arn, exception);
                running.TryRemove(arn, out _);
                store.Executions.Put(arn, record with { Status = "FAILED", Stopped = clock.GetUtcNow(), Error = "States.Runtime", Cause = "The execution could not go on after the cloud was started again; the cloud's log says why." });
            }
        }
        // Begun, but not yet at rest for the first time: from the beginning.
        foreach (var record in begun)
        {
            store.Events.Remove(record.Arn);
            var execution = running[record.Arn] = new(record, this);
            execution.Start(Parse(record.Revision), ExecutionType.Standard);
        }
        resumed.SetResult();
    }

    public Task StopAsync()
    {
        foreach (var execution in running.Values) execution.Execution?.Suspend();
        return Task.CompletedTask;
    }

    void End(RunningExecution owner, Execution execution, bool isChild)
    {
        var status = StatusOf(execution.Status);
        if (isChild) return;
        var ended = owner.Record with { Status = status, Stopped = execution.Stopped, Output = execution.Output?.ToString(), Error = execution.Error, Cause = execution.Cause };
        owner.Ended(ended);
        if (execution.Type == ExecutionType.Standard)
        {
            store.Executions.Put(ended.Arn, ended);
            Announce(ended);
        }
        running.TryRemove(ended.Arn, out _);
        var name = status switch
        {
            "SUCCEEDED" => "ExecutionsSucceeded",
            "TIMED_OUT" => "ExecutionsTimedOut",
            "ABORTED" => "ExecutionsAborted",
            _ => "ExecutionsFailed",
        };
        foreach (var metric in (string[])["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"])
            metrics.Count("AWS/States", metric, metric == name ? 1 : 0, ("StateMachineArn", ended.MachineArn));
        metrics.Measure("AWS/States", "ExecutionTime", (ended.Stopped!.Value - ended.Started).TotalMilliseconds, "Milliseconds", ("StateMachineArn", ended.MachineArn));
        if (ended.Revision.Tracing.Enabled) traces.Add(ended.MachineName, "AWS::StepFunctions::StateMachine", ended.Arn, ended.Started, ended.Stopped.Value, status != "SUCCEEDED");
    }

    /// <summary>Tells the default bus what an execution has come to; Express ones are not told of.</summary>
    void Announce(ExecutionRecord record) => events.Value.Emit("aws.states", "Step Functions Execution Status Change", [record.Arn], () => new()
    {
        ["executionArn"] = record.Arn,
        ["stateMachineArn"] = record.MachineArn,
        ["name"] = record.Name,
        ["status"] = record.Status,
        ["startDate"] = record.Started.ToUnixTimeMilliseconds(),
        ["stopDate"] = record.Stopped?.ToUnixTimeMilliseconds(),
        ["input"] = record.Input,
        ["output"] = record.Output,
        ["error"] = record.Error,
        ["cause"] = record.Cause,
        ["inputDetails"] = new System.Text.Json.Nodes.JsonObject { ["included"] = true },
        ["outputDetails"] = record.Output is null ? null : new System.Text.Json.Nodes.JsonObject { ["included"] = true },
    });

    void Log(ExecutionRecord record, Execution execution, List<HistoryEvent> fresh)
    {
        var logging = record.Revision.Logging;
        if (logging.Level == "OFF" || logging.Destinations is not [{ CloudWatchLogsLogGroup.LogGroupArn: { } group }]) return;
        var level = Enum.Parse<ExecutionLogLevel>(logging.Level, ignoreCase: true);
        var lines = fresh.Where(@event => level.Takes(@event)).Select(@event => new LogEvent(
            @event.Timestamp.ToUnixTimeMilliseconds(), @event.ToLogEvent(execution.Identity.Arn, logging.IncludeExecutionData).ToString(), @event.Timestamp.ToUnixTimeMilliseconds())).ToList();
        if (lines.Count == 0) return;
        var day = record.Started.ToString("yyyy-MM-dd-HH", CultureInfo.InvariantCulture);
        logs.Deliver(LogStore.NameOf(group), $"states/{record.MachineName}/{day}/{record.Revision.Id[..8]}", lines);
    }

    public StateMachine Parse(Revision revision)
    {
        if (parsed.TryGetValue(revision.Id, out var known) && known.Text == revision.Definition) return known.Machine;
        var machine = StateMachine.Parse(revision.Definition);
        if (parsed.Count > 5000) parsed.Clear();
        parsed[revision.Id] = (revision.Definition, machine);
        return machine;
    }

    public static string StatusOf(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        _ => "RUNNING",
    };

    static string CheckInput(string input)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(input) > 262_144)
            throw new AwsException("ValidationException", "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144");
        try
        {
            Json.Parse(input);
            return input;
        }
        catch (JsonSyntaxException exception)
        {
            throw new AwsException("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{exception.Problem}'");
        }
    }

#pragma warning disable RS0030 // an alias divides by chance
    static double Chance() => Random.Shared.NextDouble();
#pragma warning restore RS0030

    [LoggerMessage(Level = LogLevel.Error, Message = "The execution {Arn} cannot go on")]
    partial void NotResumed(string arn, Exception exception);
}
