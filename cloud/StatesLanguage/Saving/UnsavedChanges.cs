using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Saving;

/// <summary>The changes of an execution since its host last took them. Only the changes that the host keeps are collected.</summary>
sealed class UnsavedChanges(ExecutionKeeping keeping)
{
    readonly List<IUnsavedPart> changedParts = [];
    readonly List<IUnsavedMapRun> mapRuns = [];

    /// <summary>The changes that the host has taken and not confirmed yet.</summary>
    readonly List<(ExecutionChanges Changes, IUnsavedMapRun[] MapRuns)> taken = [];

    /// <summary>The paths of the parts that the host has kept. Only these parts must be removed.</summary>
    readonly HashSet<string> kept = new(StringComparer.Ordinal);

    List<HistoryEvent> events = [];
    readonly Dictionary<string, Json?> parts = new(StringComparer.Ordinal);
    bool isDropped;
    bool isDropTold;

    public bool HasEvents => keeping != ExecutionKeeping.Nothing;

    public bool HasState => keeping == ExecutionKeeping.State && !isDropped;

    /// <summary>Starts from the parts of a saved execution.</summary>
    public void StartFrom(SavedExecution saved) => kept.UnionWith(saved.Parts.Keys);

    public void Add(HistoryEvent @event) => events.Add(@event);

    /// <summary>
    /// Lists a part that has changed. The part is written when the changes are taken, because it may change many times before.
    /// </summary>
    public void Changed(IUnsavedPart part)
    {
        if (!HasState || part.IsUnsaved)
            return;
        part.IsUnsaved = true;
        changedParts.Add(part);
    }

    public void Changed(IUnsavedMapRun run)
    {
        if (!HasEvents || run.IsUnsaved)
            return;
        run.IsUnsaved = true;
        mapRuns.Add(run);
    }

    public void Put(string path, Json value)
    {
        if (HasState)
            parts[path] = value;
    }

    public void Remove(string path)
    {
        if (!HasState)
            return;
        if (kept.Contains(path))
            parts[path] = null;
        else
            parts.Remove(path);
    }

    /// <summary>Drops all parts: nothing will resume or redrive the execution.</summary>
    public void DropState()
    {
        if (!HasState)
            return;
        isDropped = true;
        changedParts.Clear();
        parts.Clear();
        kept.Clear();
    }

    public ExecutionChanges Take()
    {
        foreach (var part in changedParts)
        {
            part.IsUnsaved = false;
            if (!part.IsForgotten)
                parts[part.Path] = part.Write();
        }
        changedParts.Clear();
        foreach (var (path, value) in parts)
        {
            if (value is null)
                kept.Remove(path);
            else
                kept.Add(path);
        }
        foreach (var run in mapRuns)
            run.IsUnsaved = false;
        var changes = new ExecutionChanges(
            events,
            [.. parts.Select(part => new SavedPart(part.Key, part.Value))],
            [.. mapRuns.Select(run => run.Describe())],
            isDropped && !isDropTold
        );
        isDropTold = isDropped;
        taken.Add((changes, [.. mapRuns]));
        events = [];
        parts.Clear();
        mapRuns.Clear();
        return changes;
    }

    /// <summary>The host has kept the changes that it took.</summary>
    public void Confirm() => taken.Clear();

    /// <summary>The host could not keep the changes that it took. They are handed out again, before later changes.</summary>
    public void PutBack()
    {
        for (var i = taken.Count - 1; i >= 0; i--)
            PutBack(taken[i].Changes, taken[i].MapRuns);
        taken.Clear();
    }

    void PutBack(ExecutionChanges changes, IUnsavedMapRun[] runs)
    {
        events.InsertRange(0, changes.Events);
        foreach (var (path, value) in changes.Parts)
        {
            if (isDropped)
                break;
            // The host may have kept some of the parts; therefore each part is later removed by its path.
            kept.Add(path);
            parts.TryAdd(path, value);
        }
        foreach (var run in runs)
            Changed(run);
        if (changes.DropsState)
            isDropTold = false;
    }
}
