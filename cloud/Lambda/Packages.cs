using System.Text.Json.Nodes;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.Lambda;

sealed record FunctionCode(byte[]? ZipFile = null, string? S3Bucket = null, string? S3Key = null, string? S3ObjectVersion = null, string? ImageUri = null);

/// <summary>Gets a function's package: from the call itself, or from S3 with the caller's rights.</summary>
sealed class Packages(S3.ObjectStore objects)
{
    public byte[] Fetch(byte[]? zip, string? bucket, string? key, string? version, Call call)
    {
        if (zip is { Length: > 0 }) return zip;
        if (bucket is null || key is null) throw FunctionStore.Invalid("Please provide a source for function code.");
        var found = objects.Bucket(bucket) is null
            ? throw FunctionStore.Invalid($"Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist")
            : objects.Find(bucket, key, version);
        if (found is null) throw FunctionStore.Invalid("Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.");
        return objects.Read(found);
    }
}
