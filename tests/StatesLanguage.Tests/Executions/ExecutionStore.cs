using System.Text;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>Keeps executions as a host does that survives its process: as texts, changed part by part.</summary>
sealed class ExecutionStore
{
    readonly Dictionary<string, KeptExecution> executions = new(StringComparer.Ordinal);
    readonly Dictionary<string, MapRunState> mapRuns = new(StringComparer.Ordinal);

    /// <summary>In the order in which they rested for the first time.</summary>
    public IEnumerable<KeptExecution> Executions => executions.Values;

    public IEnumerable<MapRunState> MapRuns => mapRuns.Values;

    /// <summary>Which executions have rested, and as what.</summary>
    public List<(string Arn, ExecutionStatus Status)> Rests { get; } = [];

    public KeptExecution this[string arn] => executions[arn];

    public KeptExecution this[Execution execution] => this[execution.Identity.Arn];

    public void Take(Execution execution)
    {
        if (!executions.TryGetValue(execution.Identity.Arn, out var kept))
            executions[execution.Identity.Arn] = kept = new(execution);
        Rests.Add((execution.Identity.Arn, execution.Status));
        var changes = execution.TakeChanges();
        kept.Apply(execution, changes);
        foreach (var run in changes.MapRuns)
            mapRuns[run.Arn] = run;
    }

    public SavedExecution? Load(string arn) => executions.GetValueOrDefault(arn)?.Saved;
}

/// <summary>One execution in the store.</summary>
sealed class KeptExecution(Execution first)
{
    readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    readonly List<string> events = [];

    public Execution Execution { get; private set; } = first;

    public IReadOnlyDictionary<string, string> Parts => parts;

    /// <summary>Bytes of all parts that were ever written, paths included.</summary>
    public long PartBytes { get; private set; }

    public long EventBytes { get; private set; }

    public int Rests { get; private set; }

    /// <summary>The parts of the last rest that had any.</summary>
    public IReadOnlyList<SavedPart> LastParts { get; private set; } = [];

    public IReadOnlyList<HistoryEvent> History => [.. events.Select(text => HistoryEvent.FromJson((JsonObject)Json.Parse(text)))];

    public SavedExecution Saved =>
        new(parts.ToDictionary(part => part.Key, part => Json.Parse(part.Value)), events.Count)
        {
            End = Execution.Stopped is { } stopped ? EndAt(stopped) : null,
        };

    ExecutionEnd EndAt(DateTimeOffset stopped) =>
        new(Execution.Status, Execution.Started, stopped)
        {
            Output = Execution.Output,
            Error = Execution.Error,
            Cause = Execution.Cause,
        };

    public void Apply(Execution execution, ExecutionChanges changes)
    {
        Execution = execution;
        Rests++;
        foreach (var @event in changes.Events)
        {
            events.Add(@event.ToJson().ToString());
            EventBytes += Encoding.UTF8.GetByteCount(events[^1]);
        }
        if (changes.Parts.Count > 0)
            LastParts = changes.Parts;
        foreach (var (path, value) in changes.Parts)
        {
            PartBytes += Encoding.UTF8.GetByteCount(path);
            if (value is null)
            {
                Assert.That(parts.Remove(path), Is.True, $"{path} was never written");
                continue;
            }
            parts[path] = value.ToString();
            PartBytes += Encoding.UTF8.GetByteCount(parts[path]);
        }
        if (changes.DropsState)
            parts.Clear();
    }
}
