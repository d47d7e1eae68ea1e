using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The storage (S3) from which distributed Maps read items and into which they write results.</summary>
public interface IObjectStore
{
    /// <summary>Returns the content of an object; null where there is no object.</summary>
    Task<byte[]?> GetAsync(string bucket, string key);

    /// <summary>Returns the objects with a prefix, each as ListObjectsV2 describes it.</summary>
    Task<IReadOnlyList<JsonObject>> ListAsync(string bucket, string prefix);

    Task PutAsync(string bucket, string key, byte[] content);
}
