using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The parts of a child of a map run in the saved state: one for its input, and one for its execution after the start.</summary>
static class MapChildPart
{
    public static JsonObject WriteInput(MapChild child) => JsonObject.Of(("input", child.Input!), ("items", child.Items));

    public static JsonObject Write(MapChild child)
    {
        var part = JsonObject.Of(("name", child.Name!));
        Saved.SetCount(part, "redriveCount", child.RedriveCount);
        if (child.Stage == MapChildStage.Running || child.End is not { } end)
            return part;
        part.Set("status", end.Status.ToString());
        part.Set("started", Saved.Moment(end.Started));
        part.Set("stopped", Saved.Moment(end.Stopped));
        Saved.SetOptional(part, "output", end.Output);
        Saved.SetOptional(part, "error", end.Error);
        Saved.SetOptional(part, "cause", end.Cause);
        Saved.SetCount(part, "endedInRedrive", child.EndedInRedrive);
        if (child.Stage == MapChildStage.PendingRedrive)
            part.Set("pendingRedrive", true);
        if (child.IsNotRedrivable)
            part.Set("notRedrivable", true);
        return part;
    }

    public static MapChild Read(int index, JsonObject input, JsonObject? part)
    {
        var child = new MapChild(index, Saved.Value(input, "input"), (int)Saved.Count(input, "items"));
        if (part is null)
            return child;
        child.Name = Saved.Text(part, "name");
        child.RedriveCount = (int)Saved.Count(part, "redriveCount");
        child.EndedInRedrive = (int)Saved.Count(part, "endedInRedrive");
        child.IsNotRedrivable = Saved.Flag(part, "notRedrivable");
        child.End = ReadEnd(part);
        child.Stage = Saved.Flag(part, "pendingRedrive")
            ? MapChildStage.PendingRedrive
            : MapChildStages.Of(child.End?.Status ?? ExecutionStatus.Running);
        return child;
    }

    static ExecutionEnd? ReadEnd(JsonObject part) =>
        Saved.OptionalText(part, "status") is not { } status
            ? null
            : new(Enum.Parse<ExecutionStatus>(status), Saved.Moment(part, "started"), Saved.Moment(part, "stopped"))
            {
                Output = part["output"],
                Error = Saved.OptionalText(part, "error"),
                Cause = Saved.OptionalText(part, "cause"),
            };
}
