using System.Globalization;
using Classroom.Storage;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.States;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>One execution that runs, and the world that it runs in: its role, its log, its place on disk. Child executions of its Maps share it.</summary>
sealed class RunningExecution(ExecutionRecord record, ExecutionEngine engine) : IStatesHost
{
    readonly Lock gate = new();
    readonly Dictionary<string, int> kept = new(StringComparer.Ordinal);

    readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ExecutionRecord Record { get; private set; } = record;

    /// <summary>Done when it has ended and its end is on disk: later than the execution itself is.</summary>
    public Task Settled => settled.Task;

    public Execution? Execution { get; private set; }

    public ExecutionEngine Engine => engine;

    public TimeProvider Clock => engine.Clock;

    public IObjectStore Objects => engine.ObjectsFor(Record.RoleArn);

    public void Start(StateMachine machine, ExecutionType type)
    {
        var identity = new ExecutionIdentity(Record.Arn, Record.Name, Record.MachineArn, Record.MachineName, Record.RoleArn);
        Execution = new(machine, Json.ParseVerbatim(Record.Input), identity, this, type);
        Execution.Start();
    }

    public void Resume(StateMachine machine, Json saved, IEnumerable<HistoryEvent> history)
    {
        var identity = new ExecutionIdentity(Record.Arn, Record.Name, Record.MachineArn, Record.MachineName, Record.RoleArn);
        var events = history.ToList();
        kept[Record.Arn] = events.Count;
        Execution = Execution.Resume(machine, Json.ParseVerbatim(Record.Input), identity, this, ExecutionType.Standard, saved, events);
    }

#pragma warning disable RS0030 // here is where chance and ids come in
    public double NextRandom() => Random.Shared.NextDouble();

    public Guid NewId() => Guid.NewGuid();
#pragma warning restore RS0030

    public string? Refuse(TaskResource resource) => engine.Refuse(resource);

    public void StartTask(TaskCall call) => engine.Tasks.Start(this, call);

    public void CancelTask(TaskCall call) => engine.Tasks.Cancel(call);

    /// <summary>What has happened since the last rest goes to disk and into the log, all of it at once.</summary>
    public void AtRest(Execution execution)
    {
        lock (gate)
        {
            var arn = execution.Identity.Arn;
            var from = kept.GetValueOrDefault(arn);
            var history = execution.History;
            if (history.Count == from) return;
            kept[arn] = history.Count;
            var fresh = new List<HistoryEvent>(history.Count - from);
            for (var i = from; i < history.Count; i++) fresh.Add(history[i]);
            engine.Keep(this, execution, fresh);
        }
    }

    public (Json Saved, IEnumerable<HistoryEvent> History)? Load(string executionArn)
    {
        if (engine.Store.Saved.Find(executionArn) is not { } saved) return null;
        var events = engine.Store.Events.Read(executionArn).Select(text => HistoryEvent.FromJson((JsonObject)Json.Parse(text.Text))).ToList();
        lock (gate) kept[executionArn] = events.Count;
        return (Json.Parse(saved.Text), events);
    }

    public void MapRunStarted(MapRun run) => engine.MapRuns.Add(run);

    public void Ended(ExecutionRecord ended) => Record = ended;

    /// <summary>Its end is kept; whoever waits for it finds it.</summary>
    public void Settle() => settled.TrySetResult();
}
