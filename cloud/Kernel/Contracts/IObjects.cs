using Classroom.Cloud.Api;

namespace Classroom.Cloud.Contracts;

/// <summary>An S3 object in a listing.</summary>
sealed record ListedObject(string Key, long Size, string ETag, DateTimeOffset Modified);

/// <summary>Access to S3 objects, for services that read and write them.</summary>
interface IObjects
{
    bool HasBucket(string bucket);

    /// <summary>The permission to read an object, or a version of it; the policy of the bucket may grant it.</summary>
    Permission ToRead(string bucket, string key, string? version);

    /// <summary>The content of an object; null if there is no such object.</summary>
    byte[]? Read(string bucket, string key, string? version = null);

    IEnumerable<ListedObject> List(string bucket, string prefix);

    void Write(string bucket, string key, byte[] content, string contentType);
}
