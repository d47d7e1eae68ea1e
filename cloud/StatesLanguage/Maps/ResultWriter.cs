using System.Text;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>Writes what the child executions have brought into files, and a manifest of the files.</summary>
sealed class ResultWriter
{
    readonly Template? arguments;

    ResultWriter(FieldReader reader, bool isJsonata)
    {
        reader.Text("Resource");
        reader.Object("WriterConfig");
        arguments = MapLimit.Payload(reader, isJsonata);
        reader.Close();
    }

    public static ResultWriter? Read(FieldReader state, bool isJsonata) =>
        state.Object("ResultWriter") is { } reader ? new(reader, isJsonata) : null;

    /// <summary>Where to write, settled before the first execution starts. Each redrive of a map run has a folder of its own.</summary>
    public Func<MapRun, Task<WrittenResults>> Prepare(EvaluationScope scope, IObjectStore? store, ExecutionType type)
    {
        var given = arguments?.Evaluate(scope) as JsonObject ?? JsonObject.Empty;
        var bucket = (given["Bucket"] as JsonString)?.Value ?? "";
        var prefix = (given["Prefix"] as JsonString)?.Value is { Length: > 0 } text ? $"{text.TrimEnd('/')}/" : "";
        return async run =>
        {
            if (store is null)
                throw new StatesException(StatesErrors.ResultWriterFailed, "There is no object store to write to");
            var folder = run.RedriveCount == 0 ? $"{prefix}{run.Id}" : $"{prefix}{run.Id}/Redrive-{run.RedriveCount}";
            return await WriteAsync(new(store, bucket, folder), run, new(run, type)).ConfigureAwait(false);
        };
    }

    static async Task<WrittenResults> WriteAsync(ResultFolder folder, MapRun run, ResultFiles results)
    {
        // Before anything is awaited: afterwards the run may change.
        var (failed, pending, succeeded, earlier) = (results.Failed, results.Pending, results.Succeeded, run.SucceededFiles);
        var files = new JsonObject(3);
        files.Set("FAILED", await folder.PutSomeAsync("FAILED_0.json", failed).ConfigureAwait(false));
        files.Set("PENDING", await folder.PutSomeAsync("PENDING_0.json", pending).ConfigureAwait(false));
        // Files of earlier attempts stay as they are; beside them stands what this attempt has added, even if it is nothing.
        var all =
            earlier.Count == 0
                ? await folder.PutSomeAsync("SUCCEEDED_0.json", succeeded).ConfigureAwait(false)
                : JsonArray.Of([.. earlier, await folder.PutAsync("SUCCEEDED_0.json", succeeded).ConfigureAwait(false)]);
        files.Set("SUCCEEDED", all);
        var manifest = JsonObject.Of(("DestinationBucket", folder.Bucket), ("MapRunArn", run.Arn), ("ResultFiles", files));
        await folder.PutAsync("manifest.json", manifest).ConfigureAwait(false);
        var details = JsonObject.Of(("Bucket", folder.Bucket), ("Key", folder.KeyOf("manifest.json")));
        return new(JsonObject.Of(("MapRunArn", run.Arn), ("ResultWriterDetails", details)), all);
    }
}

/// <summary>What the Map's state gets as its result, and the files of all children that have succeeded.</summary>
sealed record WrittenResults(Json Result, JsonArray SucceededFiles);

/// <summary>A folder of a bucket, for the files of one attempt.</summary>
sealed record ResultFolder(IObjectStore Store, string Bucket, string Prefix)
{
    public string KeyOf(string name) => $"{Prefix}/{name}";

    /// <summary>The files of some children: one, or none where there are no children.</summary>
    public async Task<JsonArray> PutSomeAsync(string name, JsonArray children) =>
        children.Count == 0 ? JsonArray.Empty : new(await PutAsync(name, children).ConfigureAwait(false));

    /// <summary>Writes a file; returns how a manifest names it.</summary>
    public async Task<Json> PutAsync(string name, Json content)
    {
        var bytes = Encoding.UTF8.GetBytes(content.ToString());
        await Store.PutAsync(Bucket, KeyOf(name), bytes).ConfigureAwait(false);
        return JsonObject.Of(("Key", KeyOf(name)), ("Size", bytes.Length));
    }
}
