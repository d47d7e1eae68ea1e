using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// A fiber as a part of the saved state: its current state, and what it waits for. The parts of its children lie below.
/// </summary>
static class FiberPart
{
    const int Version = 2;

    public static JsonObject Write(Fiber fiber)
    {
        var part = new JsonObject(16);
        if (fiber.IsRoot)
            WriteExecution(part, fiber.Run);
        part.Set("state", fiber.State.Name);
        part.Set("input", fiber.Input);
        if (fiber.Variables.Own.Count > 0)
            part.Set("variables", fiber.Variables.Own);
        Saved.SetCount(part, "previous", fiber.Previous);
        Saved.SetCount(part, "beforeEntry", fiber.BeforeEntry);
        Saved.SetCount(part, "enteredEvent", fiber.EnteredEventId);
        part.Set("entered", Saved.Moment(fiber.Entered));
        part.Set("turn", fiber.Turn.ToString());
        if (fiber.IsOver)
            return part;
        Saved.SetCount(part, "retryCount", fiber.RetryCount);
        if (fiber.Attempts.Count > 0)
            part.Set("attempts", JsonArray.Of(fiber.Attempts.Select(made => (Json)made)));
        Saved.SetOptional(part, "wakeAt", fiber.WakeAt);
        if (fiber.Task is { } task)
            part.Set("task", TaskPart.Write(task));
        return part;
    }

    /// <summary>Restores a fiber and its children. They continue only when the fiber is resumed or redriven.</summary>
    public static void Read(Fiber fiber, JsonObject part, SavedTree tree)
    {
        fiber.Place(
            Saved.Text(part, "state"),
            Saved.Value(part, "input"),
            part["variables"] as JsonObject ?? JsonObject.Empty,
            Saved.Count(part, "previous"),
            Saved.Count(part, "beforeEntry"),
            Saved.Count(part, "enteredEvent"),
            Saved.Moment(part, "entered")
        );
        fiber.Place(
            Enum.Parse<Turn>(Saved.Text(part, "turn")),
            (int)Saved.Count(part, "retryCount"),
            [.. (part["attempts"] as JsonArray ?? JsonArray.Empty).Select(made => (int)((JsonNumber)made).Value)],
            Saved.OptionalMoment(part, "wakeAt")
        );
        if (part["task"] is JsonObject task)
            fiber.Task = TaskPart.Read(fiber, task);
        fiber.Children = fiber.State.Restore(fiber, tree);
    }

    /// <summary>Reads the figures of the execution as a whole from the part of the root.</summary>
    public static void ReadExecution(Execution run, JsonObject root)
    {
        var version = Saved.Count(root, "version");
        if (version != Version)
            throw new InvalidOperationException($"the execution was saved in version {version} of the format; this is {Version}");
        run.Place(
            Saved.Moment(root, "started"),
            (int)Saved.Count(root, "redriveCount"),
            Saved.OptionalMoment(root, "redriven"),
            Saved.Count(root, "redrivenEvent")
        );
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
