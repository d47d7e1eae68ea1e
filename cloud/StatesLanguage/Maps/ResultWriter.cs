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

    public static ResultWriter? Read(FieldReader state, bool isJsonata) => state.Object("ResultWriter") is { } reader ? new(reader, isJsonata) : null;

    /// <summary>Where to write, settled before the first execution starts.</summary>
    public Func<MapRun, Task<Json>> Prepare(EvaluationScope scope, IObjectStore? store)
    {
        var given = arguments?.Evaluate(scope) as JsonObject ?? JsonObject.Empty;
        var bucket = (given["Bucket"] as JsonString)?.Value ?? "";
        var prefix = (given["Prefix"] as JsonString)?.Value ?? "";
        return async run =>
        {
            if (store is null) throw new StatesException(StatesErrors.ResultWriterFailed, "There is no object store to write to");
            var folder = $"{(prefix.Length == 0 ? "" : prefix.TrimEnd('/') + "/")}{run.Id}";
            var files = new JsonObject(3);
            foreach (var status in new[] { "FAILED", "PENDING", "SUCCEEDED" })
            {
                var executions = run.Executions.Where(child => FileOf(child) == status).Select(Describe).ToList();
                if (executions.Count == 0)
                {
                    files.Set(status, JsonArray.Empty);
                    continue;
                }
                var content = Encoding.UTF8.GetBytes(JsonArray.Of(executions).ToString());
                var key = $"{folder}/{status}_0.json";
                await store.PutAsync(bucket, key, content).ConfigureAwait(false);
                files.Set(status, new JsonArray(JsonObject.Of(("Key", key), ("Size", content.Length))));
            }
            var manifest = JsonObject.Of(("DestinationBucket", bucket), ("MapRunArn", run.Arn), ("ResultFiles", files));
            await store.PutAsync(bucket, $"{folder}/manifest.json", Encoding.UTF8.GetBytes(manifest.ToString())).ConfigureAwait(false);
            return JsonObject.Of(("MapRunArn", run.Arn), ("ResultWriterDetails", JsonObject.Of(("Bucket", bucket), ("Key", $"{folder}/manifest.json"))));
        };
    }

    static string FileOf(Execution child) => child.Status switch
    {
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Running => "PENDING",
        _ => "FAILED",
    };

    static Json Describe(Execution child)
    {
        var described = new JsonObject(12);
        described.Set("ExecutionArn", child.Identity.Arn);
        described.Set("Input", child.Input.ToString());
        described.Set("InputDetails", JsonObject.Of(("Included", true)));
        described.Set("Name", child.Identity.Name);
        if (child.Output is { } output)
        {
            described.Set("Output", output.ToString());
            described.Set("OutputDetails", JsonObject.Of(("Included", true)));
        }
        if (child.Error is { } error) described.Set("Error", error);
        if (child.Cause is { } cause) described.Set("Cause", cause);
        described.Set("StartDate", Execution.Timestamp(child.Started));
        described.Set("StateMachineArn", child.Identity.StateMachineArn);
        described.Set("Status", child.Status.ToString().ToUpperInvariant());
        if (child.Stopped is { } stopped) described.Set("StopDate", Execution.Timestamp(stopped));
        return described;
    }
}
