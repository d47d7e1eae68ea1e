using System.Globalization;
using System.Text;
using System.Text.Json;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;
using Classroom.Storage;

namespace Classroom.Cloud.StepFunctions;

/// <summary>Stores executions on disk, with their histories, saved states, map runs and revisions.</summary>
sealed class ExecutionStore(Database database)
{
    // Events in one chunk of history: few enough that a page reads little, enough that an execution needs few chunks.
    const int MostInChunk = 200;
    const int LargestChunk = 256 * 1024;

    readonly Archive<ExecutionRecord> executions = new(
        database,
        "execution_records",
        FoundBy.Key | FoundBy.Owner | FoundBy.State | FoundBy.Time
    );
    readonly Archive<RawJson> history = new(database, "history_chunks", FoundBy.Owner);
    readonly Archive<RawJson> parts = new(database, "saved_parts", FoundBy.Key | FoundBy.Owner);
    readonly Archive<MapRunState> mapRuns = new(database, "map_runs", FoundBy.Key | FoundBy.Owner);
    readonly Archive<Revision> revisions = new(database, "revisions", FoundBy.Key | FoundBy.Owner);

    public Entry<ExecutionRecord>? Find(string arn) => executions.Find(arn);

    /// <summary>Reserves the number under which the history of a new execution is stored.</summary>
    public long NewNumber() => executions.Reserve();

    public void Put(ExecutionRecord record, long number) =>
        executions.Put(record.Arn, record, At(record), record.Owner, record.Status, number);

    /// <summary>The executions of a state machine or a map run, the newest first.</summary>
    public IEnumerable<ExecutionRecord> Of(string owner, string? status) =>
        executions
            .Read(
                new()
                {
                    Owner = owner,
                    State = status,
                    Descending = true,
                }
            )
            .Select(entry => entry.Value);

    public IEnumerable<Entry<ExecutionRecord>> Running => executions.Read(new() { State = ExecutionRecord.Running });

    /// <summary>Executions that ended before a time, the oldest first.</summary>
    public IEnumerable<Entry<ExecutionRecord>> EndedBefore(DateTimeOffset moment) =>
        executions.Read(new() { To = moment.ToUnixTimeMilliseconds() }).Where(entry => entry.Value.Stopped < moment);

    /// <summary>The size of the executions with their histories, by the state machine or the map run that owns them.</summary>
    public IEnumerable<(string Owner, long Bytes)> Sizes() =>
        executions.Sizes().Concat(history.SizesBy(executions)).Concat(parts.SizesBy(executions));

    public long Count => executions.Count();

    /// <summary>All executions, the oldest first.</summary>
    public IEnumerable<Entry<ExecutionRecord>> Oldest => executions.Read(new());

    public void Append(long execution, IReadOnlyList<HistoryEvent> events)
    {
        var chunk = new StringBuilder();
        var (first, count) = (0L, 0);
        foreach (var @event in events)
        {
            if (count == 0)
                first = @event.Id;
            chunk.Append(count++ == 0 ? '[' : ',').Append(@event.ToJson());
            if (count < MostInChunk && chunk.Length < LargestChunk)
                continue;
            Close();
        }
        if (count > 0)
            Close();

        void Close()
        {
            history.Add(new(chunk.Append(']').ToString()), first, Owner(execution));
            chunk.Clear();
            count = 0;
        }
    }

    /// <summary>The id of the last event; 0 if there is none.</summary>
    public long LastEvent(long execution) =>
        history
            .Read(
                new()
                {
                    Owner = Owner(execution),
                    Descending = true,
                    Most = 1,
                }
            )
            .Select(chunk => chunk.At + JsonElement.Parse(chunk.Value.Text).GetArrayLength() - 1)
            .FirstOrDefault();

    /// <summary>Reads events from an id on, ascending or descending.</summary>
    public IEnumerable<JsonElement> Events(long execution, long from, bool descending)
    {
        var selection = new Selection { Owner = Owner(execution), Descending = descending };
        selection = descending ? selection with { To = from + 1 } : selection with { From = from - MostInChunk + 1 };
        foreach (var chunk in history.Read(selection))
        {
            var events = JsonElement
                .Parse(chunk.Value.Text)
                .EnumerateArray()
                .Select((@event, index) => (Id: chunk.At + index, Event: @event));
            foreach (var (id, @event) in descending ? events.Reverse() : events)
            {
                if (descending ? id <= from : id >= from)
                    yield return @event;
            }
        }
    }

    public void Keep(long execution, IReadOnlyList<SavedPart> changed)
    {
        foreach (var (path, value) in changed)
        {
            var key = $"{Owner(execution)}\n{path}";
            if (value is null)
                parts.Remove(key);
            else
                parts.Put(key, new(value.ToString()), 0, Owner(execution));
        }
    }

    /// <summary>Removes the saved state of an ended execution and of its child executions, which will not continue.</summary>
    public void DropParts(string arn, long execution)
    {
        parts.RemoveOf(Owner(execution));
        foreach (var run in MapRunsBelow(arn))
            parts.RemoveOfAll(executions, Names.Only(run.Arn));
    }

    /// <summary>The saved state from which an execution can continue.</summary>
    public SavedExecution Saved(long execution) =>
        new(
            parts
                .Read(new() { Owner = Owner(execution) })
                .ToDictionary(
                    part => part.Key![(part.Key!.IndexOf('\n', StringComparison.Ordinal) + 1)..],
                    part => Json.Parse(part.Value.Text)
                ),
            LastEvent(execution)
        );

    public void Put(MapRunState run) => mapRuns.Put(run.Arn, run, run.Started.ToUnixTimeMilliseconds(), run.ExecutionArn);

    public MapRunState? MapRun(string arn) => mapRuns.Find(arn)?.Value;

    public IEnumerable<MapRunState> MapRunsOf(string execution) =>
        mapRuns.Read(new() { Owner = execution, Descending = true }).Select(entry => entry.Value);

    public void Put(string machine, Revision revision) =>
        revisions.Put(revision.Id, revision, revision.Made.ToUnixTimeMilliseconds(), machine);

    public Revision? Revision(string id) => revisions.Find(id)?.Value;

    /// <summary>For each execution, the number of failed attempts to resume it after a restart.</summary>
    public Table<Attempts> Resumptions { get; } = new(database, "states.resumptions");

    /// <summary>Removes one execution with everything that belongs to it.</summary>
    public void Remove(Entry<ExecutionRecord> execution)
    {
        foreach (var run in MapRunsBelow(execution.Value.Arn))
        {
            RemoveAll(Names.Only(run.Arn));
            mapRuns.Remove(run.Arn);
        }
        history.RemoveOf(Owner(execution.Number));
        parts.RemoveOf(Owner(execution.Number));
        executions.Remove(execution.Number);
    }

    /// <summary>Removes everything of a state machine.</summary>
    /// <param name="mapRunPrefix">The beginning of the ARNs of its map runs.</param>
    public void RemoveMachine(string machine, string mapRunPrefix)
    {
        RemoveAll(Names.Only(machine));
        RemoveAll(Names.Below(mapRunPrefix));
        mapRuns.RemoveKeys(Names.Below(mapRunPrefix));
        revisions.RemoveOf(machine);
    }

    /// <summary>The stored map runs of an execution and of its child executions.</summary>
    List<MapRunState> MapRunsBelow(string execution)
    {
        var found = MapRunsOf(execution).ToList();
        // The loop appends to this list.
        for (var i = 0; i < found.Count; i++)
        {
            var children = found[i].StateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":";
            if (!mapRuns.Any(Names.Below(children)))
                continue;
            foreach (var child in Of(found[i].Arn, status: null))
                found.AddRange(MapRunsOf(child.Arn));
        }
        return found;
    }

    void RemoveAll(Names owners)
    {
        history.RemoveOfAll(executions, owners);
        parts.RemoveOfAll(executions, owners);
        executions.RemoveOf(owners);
    }

    static string Owner(long execution) => execution.ToString(CultureInfo.InvariantCulture);

    static long At(ExecutionRecord record) => record.Started.ToUnixTimeMilliseconds();
}

/// <summary>A number of attempts.</summary>
sealed record Attempts(int Count);
