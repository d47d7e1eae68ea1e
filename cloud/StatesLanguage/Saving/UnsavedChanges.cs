using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;

namespace Classroom.StatesLanguage.Saving;

/// <summary>What has changed in an execution since its host last took the changes. Holds as much as the host keeps, and no more.</summary>
sealed class UnsavedChanges(ExecutionKeeping keeping)
{
    readonly List<Fiber> fibers = [];
    readonly List<MapRun> mapRuns = [];

    /// <summary>What the host has been given since it last confirmed.</summary>
    readonly List<(ExecutionChanges Changes, MapRun[] MapRuns)> taken = [];

    /// <summary>Paths of the parts that the host has: only those have to be removed.</summary>
    readonly HashSet<string> kept = new(StringComparer.Ordinal);

    List<HistoryEvent> events = [];
    readonly Dictionary<string, Json?> parts = new(StringComparer.Ordinal);
    bool isDropped;
    bool isDropTold;

    public bool HasEvents => keeping != ExecutionKeeping.Nothing;

    public bool HasState => keeping == ExecutionKeeping.State && !isDropped;

    /// <summary>The execution goes on from these parts.</summary>
    public void StartFrom(SavedExecution saved) => kept.UnionWith(saved.Parts.Keys);

    public void Add(HistoryEvent @event) => events.Add(@event);

    /// <summary>The fiber's part is written when the changes are taken: until then the fiber may change many times.</summary>
    public void Changed(Fiber fiber)
    {
        if (!HasState || fiber.IsUnsaved)
            return;
        fiber.IsUnsaved = true;
        fibers.Add(fiber);
    }

    public void Changed(MapRun run)
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

    /// <summary>No part is needed any more.</summary>
    public void DropState()
    {
        if (!HasState)
            return;
        isDropped = true;
        fibers.Clear();
        parts.Clear();
        kept.Clear();
    }

    public ExecutionChanges Take()
    {
        foreach (var fiber in fibers)
        {
            fiber.IsUnsaved = false;
            if (!fiber.IsForgotten)
                parts[fiber.Path] = FiberPart.Write(fiber);
        }
        fibers.Clear();
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
            [.. mapRuns.Select(run => run.State())],
            isDropped && !isDropTold
        );
        isDropTold = isDropped;
        taken.Add((changes, [.. mapRuns]));
        events = [];
        parts.Clear();
        mapRuns.Clear();
        return changes;
    }

    /// <summary>The host has kept what it took.</summary>
    public void Confirm() => taken.Clear();

    /// <summary>The host could not keep what it took: it is handed out again, before what comes later.</summary>
    public void PutBack()
    {
        for (var i = taken.Count - 1; i >= 0; i--)
            PutBack(taken[i].Changes, taken[i].MapRuns);
        taken.Clear();
    }

    void PutBack(ExecutionChanges changes, MapRun[] runs)
    {
        events.InsertRange(0, changes.Events);
        foreach (var (path, value) in changes.Parts)
        {
            if (isDropped)
                break;
            // Perhaps the host has some of the parts: each is removed by name when it is not needed any more.
            kept.Add(path);
            parts.TryAdd(path, value);
        }
        foreach (var run in runs)
            Changed(run);
        if (changes.DropsState)
            isDropTold = false;
    }
}
