using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>
/// One execution that runs, and the world that it runs in: its role, its log, its place on disk. Child executions of its Maps share it.
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
        numbers[record.Arn] = number;
        Number = number;
        keeper = engine.NewKeeper(this);
    }

    public ExecutionRecord Record { get; private set; }

    public Revision Revision { get; }

    public long Number { get; }

    public Execution? Execution { get; private set; }

    /// <summary>Done when its record is on disk; fails where it could not be written.</summary>
    public TaskCompletionSource Begun => begun;

    /// <summary>Done when it has ended and its end is on disk: later than the execution itself is.</summary>
    public Task Settled => settled.Task;

    /// <summary>Its machine has been deleted: nothing of it is kept any more.</summary>
    public bool IsForgotten => isForgotten;

    public TimeProvider Clock => engine.Clock;

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
        // Who starts an execution does not wait for what it does first, which may never end.
        ThreadPool.UnsafeQueueUserWorkItem(execution => execution.Start(), Execution, preferLocal: false);
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

#pragma warning disable RS0030 // here is where chance and ids come in
    public double NextRandom() => Random.Shared.NextDouble();

    public Guid NewId() => Guid.NewGuid();
#pragma warning restore RS0030

    public string? Refuse(TaskResource resource) => engine.Refuse(resource);

    public void StartTask(TaskCall call) => engine.Tasks.Start(this, call);

    public void CancelTask(TaskCall call) => engine.Tasks.Cancel(call);

    /// <summary>What has happened since the last rest is logged and queued to be kept.</summary>
    public void AtRest(Execution execution)
    {
        if (isForgotten && execution.Status == ExecutionStatus.Running)
            return;
        lock (gate)
        {
            var changes = execution.TakeChanges();
            var isRoot = execution.Identity.Arn == Record.Arn;
            var isOver = execution.Status != ExecutionStatus.Running;
            // Once more after its end it may rest, when it has learned how its children have ended.
            var isEnd = isRoot && isOver && !hasEnded;
            if (isEnd)
                (hasEnded, Record) = (true, Ended(Record, execution));
            engine.Tell(this, execution, changes.Events, isEnd);
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
                engine.Over(this);
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
                ? new(ExecutionEngine.StatusOf(record.Status), record.Started, stopped)
                {
                    Output = record.Output is null ? null : Json.ParseVerbatim(record.Output),
                    Error = record.Error,
                    Cause = record.Cause,
                }
                : null,
        };
    }

    public void Broken(Execution execution, Exception exception) => engine.Broken(execution.Identity.Arn, exception);

    /// <summary>Done when all that it has done so far is on disk.</summary>
    public Task KeptAsync() => Execution is { } execution ? KeptAsync(execution) : keeper.KeptAsync();

    /// <summary>The same for it or a child of it.</summary>
    public async Task KeptAsync(Execution execution)
    {
        await execution.HandledAsync().ConfigureAwait(false);
        await keeper.KeptAsync().ConfigureAwait(false);
    }

    /// <summary>Whether an execution is this one or a child that it knows of.</summary>
    public bool Knows(string executionArn)
    {
        lock (gate)
            return numbers.ContainsKey(executionArn);
    }

    /// <summary>Does nothing more here; done when what it has done is on disk.</summary>
    public Task SuspendAsync()
    {
        Execution?.Suspend();
        return keeper.KeptAsync();
    }

    /// <summary>Stops it, and keeps nothing of it any more.</summary>
    public void Forget()
    {
        isForgotten = true;
        Execution?.Stop(null, null);
    }

    /// <summary>Its end is kept; whoever waits for it finds it.</summary>
    public void Settle() => settled.TrySetResult();

    (long Number, bool IsNew) NumberOf(Execution execution)
    {
        if (numbers.TryGetValue(execution.Identity.Arn, out var known))
            return (known, false);
        // One that was there before a restart or a redrive has its number already.
        var number =
            (isContinued ? engine.Store.Executions.Find(execution.Identity.Arn)?.Number : null) ?? engine.Store.Executions.NewNumber();
        return (numbers[execution.Identity.Arn] = number, true);
    }

    /// <summary>The record where it has changed: at the end, and when a redrive has begun.</summary>
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
            Status = ExecutionEngine.StatusOf(execution.Status),
            Stopped = execution.Stopped,
            Output = execution.Output?.ToString(),
            Error = execution.Error,
            Cause = execution.Cause,
            IsRedriving = false,
        };
}
