using System.Text;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Maps;

/// <summary>Writes the results of the child executions into files, and a manifest that lists the files.</summary>
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

    /// <summary>Evaluates the destination before the first child starts. Each redrive of a map run has its own folder.</summary>
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
        // The run may change after the first await.
        var (failed, pending, succeeded, earlier) = (results.Failed, results.Pending, results.Succeeded, run.SucceededFiles);
        var files = new JsonObject(3);
        files.Set("FAILED", await folder.PutSomeAsync("FAILED_0.json", failed).ConfigureAwait(false));
        files.Set("PENDING", await folder.PutSomeAsync("PENDING_0.json", pending).ConfigureAwait(false));
        // The manifest keeps the files of earlier attempts and adds the file of this attempt, even if that file is empty.
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

/// <summary>The result of the Map state, and the files of all successful children.</summary>
sealed record WrittenResults(Json Result, JsonArray SucceededFiles);

/// <summary>The folder of one attempt in the bucket.</summary>
sealed record ResultFolder(IObjectStore Store, string Bucket, string Prefix)
{
    public string KeyOf(string name) => $"{Prefix}/{name}";

    /// <summary>Writes one file; writes none where there are no children.</summary>
    public async Task<JsonArray> PutSomeAsync(string name, JsonArray children) =>
        children.Count == 0 ? JsonArray.Empty : new(await PutAsync(name, children).ConfigureAwait(false));

    /// <summary>Writes a file; returns its entry for the manifest.</summary>
    public async Task<Json> PutAsync(string name, Json content)
    {
        var bytes = Encoding.UTF8.GetBytes(content.ToString());
        await Store.PutAsync(Bucket, KeyOf(name), bytes).ConfigureAwait(false);
        return JsonObject.Of(("Key", KeyOf(name)), ("Size", bytes.Length));
    }
}
