using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>A map run at rest: what is still to do, and what its children have brought.</summary>
sealed record SavedMapRun(
    string Id, string Label, DateTimeOffset Started, int MaxConcurrency, FailureLimits Tolerated,
    bool HasItems, int ItemCount, int FailedItems, IReadOnlyList<(Json Input, int Items)> Pending, IReadOnlyList<SavedChild> Children)
{
    public JsonObject ToJson()
    {
        var saved = JsonObject.Of(
            ("id", Id), ("label", Label), ("started", Snapshot.Write(Started)), ("maxConcurrency", MaxConcurrency), ("hasItems", HasItems),
            ("itemCount", ItemCount), ("failedItems", FailedItems),
            ("pending", JsonArray.Of(Pending.Select(input => (Json)new JsonArray(input.Input, input.Items)))),
            ("children", JsonArray.Of(Children.Select(child => child.ToJson()))));
        if (Tolerated.Count is { } count) saved.Set("toleratedCount", count);
        if (Tolerated.Percentage is { } percentage) saved.Set("toleratedPercentage", percentage);
        return saved;
    }

    public static SavedMapRun FromJson(JsonObject saved) => new(
        Snapshot.Text(saved, "id"), Snapshot.Text(saved, "label"), Snapshot.ReadMoment(saved["started"])!.Value, (int)Snapshot.Number(saved, "maxConcurrency"),
        new((saved["toleratedCount"] as JsonNumber)?.Value, (saved["toleratedPercentage"] as JsonNumber)?.Value), saved["hasItems"] is JsonBoolean { Value: true },
        (int)Snapshot.Number(saved, "itemCount"), (int)Snapshot.Number(saved, "failedItems"),
        [.. ((JsonArray)saved["pending"]!).Cast<JsonArray>().Select(entry => (entry[0], (int)((JsonNumber)entry[1]).Value))],
        [.. ((JsonArray)saved["children"]!).Cast<JsonObject>().Select(SavedChild.FromJson)]);
}

/// <summary>A child execution: how it has ended, or that it has not.</summary>
sealed record SavedChild(string Name, Json Input, int Items, ExecutionStatus Status, Json? Output, string? Error, string? Cause, DateTimeOffset Started, DateTimeOffset? Stopped)
{
    public bool IsRunning => Status == ExecutionStatus.Running;

    public static SavedChild Of(Execution child, int items) =>
        new(child.Identity.Name, child.Input, items, child.Status, child.Output, child.Error, child.Cause, child.Started, child.Stopped);

    public JsonObject ToJson()
    {
        var saved = JsonObject.Of(("name", Name), ("input", Input), ("items", Items), ("status", Status.ToString()), ("started", Snapshot.Write(Started)));
        if (Output is not null) saved.Set("output", Output);
        if (Error is not null) saved.Set("error", Error);
        if (Cause is not null) saved.Set("cause", Cause);
        if (Stopped is { } moment) saved.Set("stopped", Snapshot.Write(moment));
        return saved;
    }

    public static SavedChild FromJson(JsonObject saved) => new(
        Snapshot.Text(saved, "name"), saved["input"]!, (int)Snapshot.Number(saved, "items"), Enum.Parse<ExecutionStatus>(Snapshot.Text(saved, "status")), saved["output"],
        (saved["error"] as JsonString)?.Value, (saved["cause"] as JsonString)?.Value, Snapshot.ReadMoment(saved["started"])!.Value, Snapshot.ReadMoment(saved["stopped"]));
}
