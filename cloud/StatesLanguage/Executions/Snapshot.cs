using System.Globalization;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>Strands as JSON, and back: everything that an execution which waits is made of.</summary>
static class Snapshot
{
    public const int Version = 1;

    public static Json Write(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ReadMoment(Json? value) => value is JsonString text ? DateTimeOffset.ParseExact(text.Value, "O", CultureInfo.InvariantCulture) : null;

    public static JsonObject Write(Strand strand)
    {
        var saved = new JsonObject(14);
        saved.Set("index", strand.Index);
        saved.Set("state", strand.State.Name);
        saved.Set("input", strand.Input);
        saved.Set("variables", strand.Variables.Own);
        saved.Set("previous", strand.Previous);
        saved.Set("enteredEventId", strand.EnteredEventId);
        saved.Set("entered", Write(strand.Entered));
        saved.Set("retryCount", strand.RetryCount);
        saved.Set("attempts", JsonArray.Of(strand.Attempts.Select(made => (Json)made)));
        saved.Set("turn", strand.Turn.ToString());
        if (strand.WakeAt is { } moment) saved.Set("wakeAt", Write(moment));
        if (strand.Task is { } task) saved.Set("task", Write(task));
        if (strand.Children is DistributedChildren distributed) saved.Set("mapRun", distributed.Save().ToJson());
        else if (strand.Children is { } children) saved.Set("children", Write(children));
        return saved;
    }

    public static void Read(Strand strand, JsonObject saved)
    {
        strand.Restore(
            Text(saved, "state"),
            saved["input"]!,
            strand.Variables.With((JsonObject)saved["variables"]!),
            (long)Number(saved, "enteredEventId"),
            ReadMoment(saved["entered"])!.Value,
            (int)Number(saved, "retryCount"),
            [.. ((JsonArray)saved["attempts"]!).Select(made => (int)((JsonNumber)made).Value)],
            Enum.Parse<Turn>(Text(saved, "turn")),
            ReadMoment(saved["wakeAt"]));
        strand.Previous = (long)Number(saved, "previous");
        if (saved["task"] is JsonObject task) ReadTask(strand, task);
        if (saved["children"] is JsonObject children) ReadChildren(strand, children);
        if (saved["mapRun"] is JsonObject run) ((MapState)strand.State).Resume(strand, SavedMapRun.FromJson(run));
    }

    static JsonObject Write(TaskCall task)
    {
        var saved = new JsonObject(10);
        saved.Set("token", task.Token);
        saved.Set("input", task.Input);
        saved.Set("started", task.IsStarted);
        saved.Set("submitted", task.IsSubmitted);
        if (task.TimeoutSeconds is { } timeout) saved.Set("timeoutSeconds", timeout);
        if (task.HeartbeatSeconds is { } heartbeat) saved.Set("heartbeatSeconds", heartbeat);
        if (task.TimeoutAt is { } timeoutAt) saved.Set("timeoutAt", Write(timeoutAt));
        if (task.HeartbeatAt is { } heartbeatAt) saved.Set("heartbeatAt", Write(heartbeatAt));
        if (task.RoleArn is { } role) saved.Set("roleArn", role);
        return saved;
    }

    static void ReadTask(Strand strand, JsonObject saved)
    {
        var task = new TaskCall(strand, ((TaskState)strand.State).Resource!, Text(saved, "token"))
        {
            IsResumed = true,
            IsStarted = saved["started"] is JsonBoolean { Value: true },
            IsSubmitted = saved["submitted"] is JsonBoolean { Value: true },
            Input = saved["input"]!,
            TimeoutSeconds = (saved["timeoutSeconds"] as JsonNumber)?.Value,
            HeartbeatSeconds = (saved["heartbeatSeconds"] as JsonNumber)?.Value,
            TimeoutAt = ReadMoment(saved["timeoutAt"]),
            HeartbeatAt = ReadMoment(saved["heartbeatAt"]),
            RoleArn = (saved["roleArn"] as JsonString)?.Value,
        };
        strand.Task = task;
        strand.DispatchLater();
    }

    static JsonObject Write(Children children)
    {
        var results = children.Results.Select((result, index) => (result, index)).Where(entry => entry.result is not null)
            .Select(entry => (Json)new JsonArray(entry.index, entry.result!));
        var saved = JsonObject.Of(("results", JsonArray.Of(results)), ("strands", JsonArray.Of(children.Strands.Select(Write))));
        if (children is not MapChildren map) return saved;
        saved.Set("items", map.Items);
        saved.Set("maxConcurrency", map.MaxConcurrency);
        saved.Set("next", map.Next);
        return saved;
    }

    static void ReadChildren(Strand strand, JsonObject saved)
    {
        Children children = strand.State is ParallelState parallel
            ? new ParallelChildren(strand, parallel.Branches, Json.Null)
            : new MapChildren(strand, (MapState)strand.State, MapItems.Of((JsonArray)saved["items"]!), (int)Number(saved, "maxConcurrency"), (int)Number(saved, "next"));
        strand.Children = children;
        foreach (var entry in ((JsonArray)saved["results"]!).Cast<JsonArray>()) children.RestoreResult((int)((JsonNumber)entry[0]).Value, entry[1]);
        foreach (var child in ((JsonArray)saved["strands"]!).Cast<JsonObject>())
            Read(children.Restore((int)Number(child, "index"), child["input"]!, (long)Number(child, "previous")), child);
    }

    public static string Text(JsonObject saved, string name) => ((JsonString)saved[name]!).Value;

    public static double Number(JsonObject saved, string name) => ((JsonNumber)saved[name]!).Value;
}
