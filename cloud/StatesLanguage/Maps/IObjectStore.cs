using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Maps;

/// <summary>Where a distributed Map reads its items and writes its results: S3, as the host has it.</summary>
public interface IObjectStore
{
    /// <summary>The object's bytes, or null where there is none.</summary>
    Task<byte[]?> GetAsync(string bucket, string key);

    /// <summary>The objects below a prefix, each as ListObjectsV2 describes it.</summary>
    Task<IReadOnlyList<JsonObject>> ListAsync(string bucket, string prefix);

    Task PutAsync(string bucket, string key, byte[] content);
}
