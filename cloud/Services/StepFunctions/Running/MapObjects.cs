using Classroom.Cloud.Contracts;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>Gives distributed Maps access to S3 objects.</summary>
sealed class MapObjects(IObjects objects) : IObjectStore
{
    public Task<byte[]?> GetAsync(string bucket, string key) => Task.FromResult(objects.Read(bucket, key));

    public Task<IReadOnlyList<JsonObject>> ListAsync(string bucket, string prefix) =>
        Task.FromResult<IReadOnlyList<JsonObject>>([
            .. objects
                .List(bucket, prefix)
                .Select(item => new JsonObject(
                    new("Etag", $"\"{item.ETag}\""),
                    new("Key", item.Key),
                    new("LastModified", item.Modified.ToUnixTimeMilliseconds() / 1000),
                    new("Size", item.Size),
                    new("StorageClass", "STANDARD")
                )),
        ]);

    public Task PutAsync(string bucket, string key, byte[] content)
    {
        objects.Write(bucket, key, content, "application/json");
        return Task.CompletedTask;
    }
}
