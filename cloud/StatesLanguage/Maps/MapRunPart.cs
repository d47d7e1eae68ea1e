using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Maps;

/// <summary>
/// The part of a map run in the saved state. The inputs, each written once, and the started children have parts of their own.
/// </summary>
static class MapRunPart
{
    /// <summary>The part of a run that is not redriven: the Map starts another run.</summary>
    public static JsonObject Nothing => JsonObject.Empty;

    public static JsonObject Write(MapRun run)
    {
        var part = JsonObject.Of(("id", run.Id), ("label", run.Label), ("started", Saved.Moment(run.Started)), ("hasItems", run.HasItems));
        Saved.SetCount(part, "startedAfter", run.StartedAfter);
        Saved.SetCount(part, "maxConcurrency", run.MaxConcurrency);
        Saved.SetOptional(part, "toleratedCount", run.Tolerated.Count);
        Saved.SetOptional(part, "toleratedPercentage", run.Tolerated.Percentage);
        Saved.SetCount(part, "redriveCount", run.RedriveCount);
        Saved.SetOptional(part, "redriven", run.Redriven);
        if (run.SucceededFiles.Count > 0)
            part.Set("succeededFiles", run.SucceededFiles);
        return part;
    }

    /// <summary>Restores the map run of a Map state; null where the Map has not started, or must start another run.</summary>
    public static MapRun? Read(Fiber owner, SavedTree tree)
    {
        if (tree.Find(PartPath.MapRun(owner.Path)) is not { Count: > 0 } part)
            return null;
        var tolerated = new FailureLimits(Saved.OptionalNumber(part, "toleratedCount"), Saved.OptionalNumber(part, "toleratedPercentage"));
        var run = new MapRun(
            owner.Run,
            Saved.Text(part, "label"),
            Saved.Text(part, "id"),
            (int)Saved.Count(part, "maxConcurrency"),
            tolerated,
            Saved.Moment(part, "started")
        )
        {
            RedriveCount = (int)Saved.Count(part, "redriveCount"),
            Redriven = Saved.OptionalMoment(part, "redriven"),
            HasItems = Saved.Flag(part, "hasItems"),
            StartedAfter = Saved.Count(part, "startedAfter"),
            SucceededFiles = part["succeededFiles"] as JsonArray ?? JsonArray.Empty,
        };
        foreach (var (index, input) in tree.Below(PartPath.Inputs(owner.Path)))
        {
            var child = MapChildPart.Read(index, input, tree.Find(PartPath.Child(owner.Path, index)));
            run.Add(child);
            if (child.IsNotRedrivable)
                run.NotRedrivable(child);
        }
        return run;
    }
}
