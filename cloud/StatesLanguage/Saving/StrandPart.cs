using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Saving;

/// <summary>
/// A strand as a part of the saved state: the state that it is in, and what it waits for. What it has started lies below.
/// </summary>
static class StrandPart
{
    const int Version = 2;

    public static JsonObject Write(Strand strand)
    {
        var part = new JsonObject(16);
        if (strand.IsRoot) WriteExecution(part, strand.Run);
        part.Set("state", strand.State.Name);
        part.Set("input", strand.Input);
        if (strand.Variables.Own.Count > 0) part.Set("variables", strand.Variables.Own);
        Saved.SetCount(part, "previous", strand.Previous);
        Saved.SetCount(part, "beforeEntry", strand.BeforeEntry);
        Saved.SetCount(part, "enteredEvent", strand.EnteredEventId);
        part.Set("entered", Saved.Moment(strand.Entered));
        part.Set("turn", strand.Turn.ToString());
        if (strand.IsOver) return part;
        Saved.SetCount(part, "retryCount", strand.RetryCount);
        if (strand.Attempts.Count > 0) part.Set("attempts", JsonArray.Of(strand.Attempts.Select(made => (Json)made)));
        Saved.SetOptional(part, "wakeAt", strand.WakeAt);
        if (strand.Task is { } task) part.Set("task", TaskPart.Write(task));
        return part;
    }

    /// <summary>Puts a strand, and everything below it, where they were when they were saved. Nothing goes on yet.</summary>
    public static void Read(Strand strand, JsonObject part, SavedTree tree)
    {
        strand.Place(
            Saved.Text(part, "state"), Saved.Value(part, "input"), part["variables"] as JsonObject ?? JsonObject.Empty,
            Saved.Count(part, "previous"), Saved.Count(part, "beforeEntry"), Saved.Count(part, "enteredEvent"),
            Saved.Moment(part, "entered"));
        strand.Place(
            Enum.Parse<Turn>(Saved.Text(part, "turn")), (int)Saved.Count(part, "retryCount"),
            [.. (part["attempts"] as JsonArray ?? JsonArray.Empty).Select(made => (int)((JsonNumber)made).Value)],
            Saved.OptionalMoment(part, "wakeAt"));
        if (part["task"] is JsonObject task) strand.Task = TaskPart.Read(strand, task);
        strand.Children = strand.State switch
        {
            ParallelState parallel => parallel.Restore(strand, tree),
            MapState map => map.Restore(strand, tree),
            _ => null,
        };
    }

    /// <summary>What the root's part says of the execution as a whole.</summary>
    public static void ReadExecution(Execution run, JsonObject root)
    {
        var version = Saved.Count(root, "version");
        if (version != Version)
            throw new InvalidOperationException($"the execution was saved in version {version} of the format; this is {Version}");
        run.Place(
            Saved.Moment(root, "started"), (int)Saved.Count(root, "redriveCount"), Saved.OptionalMoment(root, "redriven"),
            Saved.Count(root, "redrivenEvent"));
    }

    static void WriteExecution(JsonObject part, Execution run)
    {
        part.Set("version", Version);
        part.Set("started", Saved.Moment(run.Started));
        Saved.SetCount(part, "redriveCount", run.RedriveCount);
        Saved.SetOptional(part, "redriven", run.Redriven);
        Saved.SetCount(part, "redrivenEvent", run.RedrivenEvent);
    }
}
