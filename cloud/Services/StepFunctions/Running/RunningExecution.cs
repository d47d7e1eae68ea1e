using Classroom.Cloud.Fairness;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>
/// A running execution with its environment: its role, its log and its storage. The child executions of its Maps share it.
/// </summary>
sealed class RunningExecution : IStatesHost
{
    readonly ExecutionEngine engine;
    readonly ExecutionKeeper keeper;
    readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile bool isForgotten;
    bool isContinued;
    bool hasEnded;

    public RunningExecution(ExecutionRecord record, long number, Revision revision, ExecutionEngine engine)
    {
        (Record, Revision, this.engine) = (record, revision, engine);
        var owner = Owner.Of(record.MachineName);
        Schedule = piece => engine.Scheduler.Post(owner, piece);
        numbers[record.Arn] = number;
        Number = number;
        keeper = engine.NewKeeper(this);
    }

    public ExecutionRecord Record { get; private set; }

    public Revision Revision { get; }

    public long Number { get; }

    public Execution? Execution { get; private set; }

    /// <summary>Completes when the record of the execution is on disk; fails if it could not be written.</summary>
    public TaskCompletionSource Begun => begun;

    /// <summary>Completes when the execution has ended and its end is on disk.</summary>
    public Task Settled => settled.Task;

    /// <summary>Whether the state machine has been deleted; then nothing more is stored.</summary>
    public bool IsForgotten => isForgotten;

    public TimeProvider Clock => engine.Clock;

    public Action<Action> Schedule { get; }

    public IObjectStore Objects => engine.Objects;

    public ExecutionKeeping Keeps(ExecutionType type) =>
        type == ExecutionType.Standard ? ExecutionKeeping.State
        : Revision.LogGroup is not null ? ExecutionKeeping.Events
        : ExecutionKeeping.Nothing;

    ExecutionType Type { get; init; } = ExecutionType.Standard;

    public static RunningExecution Express(ExecutionRecord record, Revision revision, ExecutionEngine engine) =>
        new(record, 0, revision, engine) { Type = ExecutionType.Express };

    ExecutionIdentity Identity => new(Record.Arn, Record.Name, Record.MachineArn, Record.MachineName, Record.RoleArn);

    public void Start(StateMachine machine)
    {
        Execution = new(machine, Json.ParseVerbatim(Record.Input), Identity, this, Type);
        Execution.Start();
    }

    public void Resume(StateMachine machine, SavedExecution saved)
    {
        isContinued = true;
        Execution = Execution.Resume(machine, Json.ParseVerbatim(Record.Input), Identity, this, Type, saved);
    }

    public void Redrive(StateMachine machine, SavedExecution saved)
    {
        isContinued = true;
        Execution = Execution.Redrive(machine, Json.ParseVerbatim(Record.Input), Identity, this, saved);
    }

#pragma warning disable RS0030 // the only place that creates random numbers and ids of executions
    public double NextRandom() => Random.Shared.NextDouble();

    public Guid NewId() => Guid.NewGuid();
#pragma warning restore RS0030

    public string? Refuse(TaskResource resource) => engine.Refuse(resource);

    public void StartTask(TaskCall call) => engine.Tasks.Start(this, call);

    public void CancelTask(TaskCall call) => engine.Tasks.Cancel(call);

    /// <summary>Logs the changes since the last rest, and queues them for storage.</summary>
    public void AtRest(Execution execution)
    {
        if (isForgotten && execution.Status == ExecutionStatus.Running)
            return;
        lock (gate)
        {
            var changes = execution.TakeChanges();
            var isRoot = execution.Identity.Arn == Record.Arn;
            var isOver = execution.Status != ExecutionStatus.Running;
            // After its end an execution may rest once more, when it has received the results of its child executions.
            var isEnd = isRoot && isOver && !hasEnded;
            if (isEnd)
                (hasEnded, Record) = (true, Ended(Record, execution));
            engine.Reports.Progressed(this, execution, changes.Events, isEnd);
            if (execution.Type == ExecutionType.Standard)
            {
                var (number, isNew) = NumberOf(execution);
                var record =
                    isRoot ? RootRecord(isEnd)
                    : isNew || isOver || changes.Events.Any(@event => @event.Type == "ExecutionRedriven") ? ChildRecord(execution, isOver)
                    : null;
                keeper.Add(new(execution.Identity.Arn, number, changes, record, isEnd));
            }
            else if (isEnd)
                engine.EndStored(this);
        }
    }

    public SavedExecution? Load(string executionArn)
    {
        if (engine.Store.Executions.Find(executionArn) is not { } entry)
            return null;
        lock (gate)
            numbers[executionArn] = entry.Number;
        var record = entry.Value;
        return engine.Store.Executions.Saved(entry.Number) with
        {
            End = record.Stopped is { } stopped
                ? new(StatusNames.Parse(record.Status), record.Started, stopped)
                {
                    Output = record.Output is null ? null : Json.ParseVerbatim(record.Output),
                    Error = record.Error,
                    Cause = record.Cause,
                }
                : null,
        };
    }

    public void Broken(Execution execution, Exception exception) => engine.Broken(execution.Identity.Arn, exception);

    /// <summary>Completes when everything that the execution has done so far is on disk.</summary>
    public Task KeptAsync() => Execution is { } execution ? KeptAsync(execution) : keeper.KeptAsync();

    /// <summary>Completes when everything that this execution or a child execution has done so far is on disk.</summary>
    public async Task KeptAsync(Execution execution)
    {
        await execution.HandledAsync().ConfigureAwait(false);
        await keeper.KeptAsync().ConfigureAwait(false);
    }

    /// <summary>Whether the ARN is that of this execution or of a known child execution.</summary>
    public bool Knows(string executionArn)
    {
        lock (gate)
            return numbers.ContainsKey(executionArn);
    }

    /// <summary>Suspends the execution; completes when everything that it has done is on disk.</summary>
    public Task SuspendAsync()
    {
        Execution?.Suspend();
        return keeper.KeptAsync();
    }

    /// <summary>Stops the execution and stores nothing more of it.</summary>
    public void Forget()
    {
        isForgotten = true;
        Execution?.Stop(null, null);
    }

    /// <summary>Called when the end is stored; completes Settled.</summary>
    public void Settle() => settled.TrySetResult();

    (long Number, bool IsNew) NumberOf(Execution execution)
    {
        if (numbers.TryGetValue(execution.Identity.Arn, out var known))
            return (known, false);
        // An execution that existed before a restart or a redrive already has a number.
        var number =
            (isContinued ? engine.Store.Executions.Find(execution.Identity.Arn)?.Number : null) ?? engine.Store.Executions.NewNumber();
        return (numbers[execution.Identity.Arn] = number, true);
    }

    /// <summary>The record, if it has changed: at the end, and after the start of a redrive.</summary>
    ExecutionRecord? RootRecord(bool isEnd)
    {
        if (!isEnd && !Record.IsRedriving)
            return null;
        return Record = Record with { IsRedriving = false };
    }

    ExecutionRecord ChildRecord(Execution execution, bool isOver)
    {
        var identity = execution.Identity;
        var child = new ExecutionRecord(
            identity.Arn,
            identity.Name,
            identity.StateMachineArn,
            identity.StateMachineName,
            ExecutionRecord.Running,
            execution.Started,
            execution.Input.ToString(),
            identity.RoleArn,
            Revision.Id
        )
        {
            MapRunArn = execution.MapRunArn,
            Items = execution.ItemCount,
            Redrives = execution.RedriveCount,
            Redriven = execution.Redriven,
        };
        return isOver ? Ended(child, execution) : child;
    }

    static ExecutionRecord Ended(ExecutionRecord record, Execution execution) =>
        record with
        {
            Status = execution.Status.Name(),
            Stopped = execution.Stopped,
            Output = execution.Output?.ToString(),
            Error = execution.Error,
            Cause = execution.Cause,
            IsRedriving = false,
        };
}
