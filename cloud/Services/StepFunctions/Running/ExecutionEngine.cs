using System.Collections.Concurrent;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.StepFunctions.Tasks;
using Classroom.StatesLanguage.Executions;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>Runs executions and stores their progress.</summary>
sealed partial class ExecutionEngine(
    MachineStore store,
    Lazy<TaskRunner> tasks,
    IObjects objects,
    NewExecutions newExecutions,
    ParsedMachines machines,
    ExecutionReports reports,
    FairScheduler scheduler,
    Database database,
    TimeProvider clock,
    ILogger<ExecutionEngine> logger
) : IBackgroundWork, IStoppable
{
    readonly ConcurrentDictionary<string, RunningExecution> running = new(StringComparer.Ordinal);

    public MachineStore Store => store;

    public ExecutionReports Reports => reports;

    public TaskRunner Tasks => tasks.Value;

    public TimeProvider Clock => clock;

    public FairScheduler Scheduler => scheduler;

    public RunningExecution? Find(string arn) => running.GetValueOrDefault(arn);

    /// <summary>The running executions of a state machine.</summary>
    public IEnumerable<RunningExecution> Of(string machine) => running.Values.Where(execution => execution.Record.MachineName == machine);

    /// <summary>
    /// Starts an execution of a Standard workflow. If an execution with the same name and the same input exists, returns that execution.
    /// </summary>
    public async Task<ExecutionRecord> StartAsync(Machine machine, string? qualifier, string? name, string? input, string? trace)
    {
        var (record, revision) = newExecutions.Standard(machine, qualifier, name, input, trace);
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
                    reports.StatusChanged(record, lastEvent: 0, clock.GetUtcNow());
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
        reports.Started(record);
        execution.Start(machines.Of(revision));
        return record;
    }

    /// <summary>Runs an execution of an Express workflow. Only its log is stored.</summary>
    public RunningExecution StartExpress(Machine machine, string? qualifier, string? name, string? input, string? trace)
    {
        var (record, revision) = newExecutions.Express(machine, qualifier, name, input, trace);
        reports.Started(record);
        var execution = running[record.Arn] = RunningExecution.Express(record, revision, this);
        execution.Start(machines.Of(revision));
        return execution;
    }

    /// <summary>The reason why an execution cannot be redriven; null if it can.</summary>
    public string? RefusalOfRedrive(Entry<ExecutionRecord> entry) =>
        Redrivability.Refusal(
            StatusNames.Parse(entry.Value.Status),
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
        var execution = new RunningExecution(again, entry.Number, machines.RevisionOf(again), this);
        if (!running.TryAdd(again.Arn, execution))
            throw new AwsException("ExecutionNotRedrivable", "Execution is RUNNING and cannot be redriven");
        try
        {
            await database
                .KeepAsync(() =>
                {
                    store.Executions.Put(again, entry.Number);
                    reports.StatusChanged(again, lastEvent: 0, now);
                })
                .ConfigureAwait(false);
        }
        catch
        {
            running.TryRemove(again.Arn, out _);
            throw;
        }
        execution.Begun.SetResult();
        execution.Redrive(machines.Of(execution.Revision), store.Executions.Saved(entry.Number));
        await execution.KeptAsync().ConfigureAwait(false);
        return now;
    }

    /// <summary>Resumes an execution that was running when the cloud stopped.</summary>
    public async Task ResumeAsync(Entry<ExecutionRecord> entry)
    {
        var execution = new RunningExecution(entry.Value, entry.Number, machines.RevisionOf(entry.Value), this);
        if (!running.TryAdd(entry.Value.Arn, execution))
            return;
        execution.Begun.SetResult();
        try
        {
            // It may have ended after the caller read it: an execution leaves the running ones after its end is stored.
            if (store.Executions.Find(entry.Value.Arn) is not { Value.Status: ExecutionRecord.Running })
            {
                running.TryRemove(entry.Value.Arn, out _);
                return;
            }
            var (machine, saved) = (machines.Of(execution.Revision), store.Executions.Saved(entry.Number));
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

    string IStoppable.What => "executions";

    public async Task<int> StopAsync(Owner owner)
    {
        using var exemption = scheduler.Exempt(owner);
        var stopped = new HashSet<string>(StringComparer.Ordinal);
        // An execution may have started another one before it was stopped.
        while (running.Values.Where(execution => IsToStop(execution, owner, stopped)).ToList() is { Count: > 0 } all)
        {
            foreach (var execution in all)
            {
                stopped.Add(execution.Record.Arn);
                execution.Execution!.Stop("Classroom.Stopped", $"The instructor has stopped everything of {owner}.");
            }
            foreach (var execution in all)
                await execution.KeptAsync().ConfigureAwait(false);
        }
        return stopped.Count;
    }

    static bool IsToStop(RunningExecution execution, Owner owner, HashSet<string> stopped) =>
        execution.Execution is not null && Owner.Of(execution.Record.MachineName) == owner && !stopped.Contains(execution.Record.Arn);

    public void Start() { }

    public async Task StopAsync()
    {
        // Waits until the progress of all executions is stored, but not longer than three seconds.
        var kept = Task.WhenAll(running.Values.Select(execution => execution.SuspendAsync()));
        await Task.WhenAny(kept, Task.Delay(TimeSpan.FromSeconds(3), clock)).ConfigureAwait(false);
    }

    public void Broken(string arn, Exception exception) => NotKept(arn, exception);

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
                reports.StatusChanged(record, changes.Events is [.., var last] ? last.Id : 0, clock.GetUtcNow());
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The progress of the execution {Arn} cannot be stored; this is a bug")]
    partial void NotKept(string arn, Exception exception);
}
