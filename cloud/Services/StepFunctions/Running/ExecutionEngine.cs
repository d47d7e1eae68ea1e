using System.Collections.Concurrent;
using System.Globalization;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.StepFunctions.Tasks;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.States;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>Runs executions and stores their progress.</summary>
sealed partial class ExecutionEngine(
    MachineStore store,
    Lazy<TaskRunner> tasks,
    IObjects objects,
    ILogs logs,
    IMetrics metrics,
    ITraces traces,
    Lazy<IEvents> events,
    Database database,
    RequestIds ids,
    TimeProvider clock,
    ILogger<ExecutionEngine> logger
) : IBackgroundWork
{
    readonly ConcurrentDictionary<string, RunningExecution> running = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, (string Text, StateMachine Machine)> parsed = new(StringComparer.Ordinal);

    public MachineStore Store => store;

    public TaskRunner Tasks => tasks.Value;

    public TimeProvider Clock => clock;

    public RunningExecution? Find(string arn) => running.GetValueOrDefault(arn);

    /// <summary>The running executions of a state machine.</summary>
    public IEnumerable<RunningExecution> Of(string machine) => running.Values.Where(execution => execution.Record.MachineName == machine);

    /// <summary>
    /// Starts an execution of a Standard workflow. If an execution with the same name and the same input exists, returns that execution.
    /// </summary>
    public async Task<ExecutionRecord> StartAsync(Machine machine, string? qualifier, string? name, string? input, string? trace)
    {
        var (record, revision) = NewRecord(machine, qualifier, name, input, trace, store.ExecutionArn);
        var execution = new RunningExecution(record, store.Executions.NewNumber(), revision, this);
        // Of several calls with the same name, only one starts an execution.
        if (running.GetOrAdd(record.Arn, execution) is var first && first != execution)
        {
            await first.Begun.Task.ConfigureAwait(false);
            return Same(first.Record, record.Input);
        }
        try
        {
            if (store.Executions.Find(record.Arn)?.Value is { } known)
            {
                execution.Begun.SetResult();
                running.TryRemove(record.Arn, out _);
                return Same(known, record.Input);
            }
            await database
                .KeepAsync(() =>
                {
                    store.Executions.Put(record, execution.Number);
                    Announce(record);
                })
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            running.TryRemove(record.Arn, out _);
            execution.Begun.TrySetException(exception);
            throw;
        }
        execution.Begun.SetResult();
        metrics.Count("AWS/States", "ExecutionsStarted", 1, ("StateMachineArn", record.MachineArn));
        execution.Start(Parse(revision));
        return record;
    }

    /// <summary>Runs an execution of an Express workflow. Only its log is stored.</summary>
    public RunningExecution StartExpress(Machine machine, string? qualifier, string? name, string? input, string? trace)
    {
        var (record, revision) = NewRecord(
            machine,
            qualifier,
            name,
            input,
            trace,
            (machine, name) => store.ExpressArn(machine, name, ids.Next())
        );
        metrics.Count("AWS/States", "ExecutionsStarted", 1, ("StateMachineArn", record.MachineArn));
        var execution = running[record.Arn] = RunningExecution.Express(record, revision, this);
        execution.Start(Parse(revision));
        return execution;
    }

    /// <summary>The reason why an execution cannot be redriven; null if it can.</summary>
    public string? RefusalOfRedrive(Entry<ExecutionRecord> entry) =>
        Redrivability.Refusal(
            StatusOf(entry.Value.Status),
            store.Executions.LastEvent(entry.Number),
            entry.Value.Started,
            entry.Value.Stopped,
            clock.GetUtcNow()
        );

    /// <summary>Continues a failed execution from the state that failed.</summary>
    public async Task<DateTimeOffset> RedriveAsync(Entry<ExecutionRecord> entry)
    {
        var now = clock.GetUtcNow();
        var again = entry.Value with
        {
            Status = ExecutionRecord.Running,
            Stopped = null,
            Output = null,
            Error = null,
            Cause = null,
            Redrives = entry.Value.Redrives + 1,
            Redriven = now,
            IsRedriving = true,
        };
        var execution = new RunningExecution(again, entry.Number, RevisionOf(again), this);
        if (!running.TryAdd(again.Arn, execution))
            throw new AwsException("ExecutionNotRedrivable", "Execution is RUNNING and cannot be redriven");
        try
        {
            await database
                .KeepAsync(() =>
                {
                    store.Executions.Put(again, entry.Number);
                    Announce(again);
                })
                .ConfigureAwait(false);
        }
        catch
        {
            running.TryRemove(again.Arn, out _);
            throw;
        }
        execution.Begun.SetResult();
        execution.Redrive(Parse(execution.Revision), store.Executions.Saved(entry.Number));
        await execution.KeptAsync().ConfigureAwait(false);
        return now;
    }

    /// <summary>Resumes an execution that was running when the cloud stopped.</summary>
    public async Task ResumeAsync(Entry<ExecutionRecord> entry)
    {
        var execution = new RunningExecution(entry.Value, entry.Number, RevisionOf(entry.Value), this);
        if (!running.TryAdd(entry.Value.Arn, execution))
            return;
        execution.Begun.SetResult();
        try
        {
            var (machine, saved) = (Parse(execution.Revision), store.Executions.Saved(entry.Number));
            // The execution was stored but had not saved any state yet: it starts from the beginning.
            if (saved.Parts.Count == 0)
                execution.Start(machine);
            else if (entry.Value.IsRedriving)
                execution.Redrive(machine, saved);
            else
                execution.Resume(machine, saved);
            await execution.KeptAsync().ConfigureAwait(false);
        }
        catch
        {
            running.TryRemove(entry.Value.Arn, out _);
            throw;
        }
    }

    public string? Refuse(TaskResource resource) =>
        resource.Kind == TaskKind.Activity && !store.Activities.Has(resource.Action)
            ? $"The activity {resource.Arn} does not exist."
            : null;

    public IObjectStore Objects { get; } = new MapObjects(objects);

    public ExecutionKeeper NewKeeper(RunningExecution owner) =>
        new(
            database,
            clock,
            batch => Write(owner, batch),
            batch =>
            {
                if (batch.Any(progress => progress.IsEnd))
                    EndStored(owner);
            },
            exception => Broken(owner.Record.Arn, exception)
        );

    /// <summary>Writes the new events to the log, and at the end of the execution its metrics and traces.</summary>
    public void LogChanges(RunningExecution owner, Execution execution, IReadOnlyList<HistoryEvent> fresh, bool isEnd)
    {
        CallScope.Detached(() => Log(owner, execution, fresh));
        if (isEnd)
            Measure(owner);
    }

    /// <summary>Called when the end of the execution is stored.</summary>
    public void EndStored(RunningExecution owner)
    {
        running.TryRemove(owner.Record.Arn, out _);
        owner.Settle();
    }

    /// <summary>Stops executions of a deleted state machine; completes when nothing of them is still being written.</summary>
    public async Task ForgetAsync(IReadOnlyList<RunningExecution> executions)
    {
        foreach (var execution in executions)
        {
            execution.Forget();
            await execution.KeptAsync().ConfigureAwait(false);
        }
    }

    public void Start() { }

    public async Task StopAsync()
    {
        // Waits until the progress of all executions is stored, but not longer than three seconds.
        var kept = Task.WhenAll(running.Values.Select(execution => execution.SuspendAsync()));
        await Task.WhenAny(kept, Task.Delay(TimeSpan.FromSeconds(3), clock)).ConfigureAwait(false);
    }

    public void Broken(string arn, Exception exception) => NotKept(arn, exception);

    public StateMachine Parse(Revision revision)
    {
        if (parsed.TryGetValue(revision.Id, out var known) && known.Text == revision.Definition)
            return known.Machine;
        var machine = StateMachine.Parse(revision.Definition);
        if (parsed.Count > 5000)
            parsed.Clear();
        parsed[revision.Id] = (revision.Definition, machine);
        return machine;
    }

    public Revision RevisionOf(ExecutionRecord record) =>
        store.Machines.Find(record.MachineName)?.Latest is { } latest && latest.Id == record.RevisionId
            ? latest
            : store.Executions.Revision(record.RevisionId)
                ?? throw new StorageException($"The definition with which {record.Arn} was started no longer exists.");

    public static string StatusOf(ExecutionStatus status) =>
        status switch
        {
            ExecutionStatus.Succeeded => "SUCCEEDED",
            ExecutionStatus.Failed => "FAILED",
            ExecutionStatus.TimedOut => "TIMED_OUT",
            ExecutionStatus.Aborted => "ABORTED",
            _ => ExecutionRecord.Running,
        };

    public static ExecutionStatus StatusOf(string status) =>
        status switch
        {
            "SUCCEEDED" => ExecutionStatus.Succeeded,
            "FAILED" => ExecutionStatus.Failed,
            "TIMED_OUT" => ExecutionStatus.TimedOut,
            "ABORTED" => ExecutionStatus.Aborted,
            _ => ExecutionStatus.Running,
        };

    (ExecutionRecord Record, Revision Revision) NewRecord(
        Machine machine,
        string? qualifier,
        string? name,
        string? input,
        string? trace,
        Func<string, string, string> arnOf
    )
    {
        name = MachineStore.CheckName(name ?? ids.Next());
        input = CheckInput(input ?? "{}");
        var (revision, version, alias) = store.Choose(machine, qualifier, Chance());
        var record = new ExecutionRecord(
            arnOf(machine.Name, name),
            name,
            store.MachineArn(machine.Name),
            machine.Name,
            ExecutionRecord.Running,
            clock.GetUtcNow(),
            input,
            revision.RoleArn,
            revision.Id
        )
        {
            VersionArn = version,
            AliasArn = alias,
            TraceHeader = trace,
        };
        return (record, revision);
    }

    static ExecutionRecord Same(ExecutionRecord known, string input) =>
        known.Status == ExecutionRecord.Running && known.Input == input
            ? known
            : throw new AwsException("ExecutionAlreadyExists", $"Execution Already Exists: '{known.Arn}'");

    void Write(RunningExecution owner, IReadOnlyList<Progress> batch)
    {
        if (owner.IsForgotten)
            return;
        foreach (var (arn, number, changes, record, isEnd) in batch)
        {
            store.Executions.Append(number, changes.Events);
            if (changes.DropsState)
                store.Executions.DropParts(arn, number);
            else
                store.Executions.Keep(number, changes.Parts);
            foreach (var run in changes.MapRuns)
                store.Executions.Put(run);
            if (record is null)
                continue;
            store.Executions.Put(record, number);
            if (isEnd)
                Announce(record);
        }
    }

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

    /// <summary>Sends a status change event to the default bus, for Standard workflows only.</summary>
    void Announce(ExecutionRecord record) =>
        events.Value.Emit(
            "aws.states",
            "Step Functions Execution Status Change",
            [record.Arn],
            () =>
                new()
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
                }
        );

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

    static string CheckInput(string input)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(input) > 262_144)
            throw new AwsException(
                "ValidationException",
                "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or "
                    + "equal to 262144"
            );
        try
        {
            Json.ParseVerbatim(input);
            return input;
        }
        catch (JsonSyntaxException exception)
        {
            throw new AwsException("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{exception.Problem}'");
        }
    }

#pragma warning disable RS0030 // an alias with two versions chooses at random
    static double Chance() => Random.Shared.NextDouble();
#pragma warning restore RS0030

    [LoggerMessage(Level = LogLevel.Error, Message = "The progress of the execution {Arn} cannot be stored; this is a bug")]
    partial void NotKept(string arn, Exception exception);
}
