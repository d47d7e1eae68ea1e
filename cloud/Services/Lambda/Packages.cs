using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Lambda;

sealed record FunctionCode(
    byte[]? ZipFile = null,
    string? S3Bucket = null,
    string? S3Key = null,
    string? S3ObjectVersion = null,
    string? ImageUri = null
);

/// <summary>Reads the package of a function: from the request, or from S3 with the permissions of the caller.</summary>
sealed class Packages(IObjects objects)
{
    /// <summary>
    /// The permissions to read a package from S3. Lambda reads it with the credentials of the caller, and passes on the error of S3.
    /// </summary>
    public IEnumerable<Permission> Needs(byte[]? zip, string? bucket, string? key, string? version) =>
        zip is { Length: > 0 } || bucket is null || key is null
            ? []
            :
            [
                objects.ToRead(bucket, key, version) with
                {
                    DeniedAs =
                        $"Your access has been denied by S3, please make sure your request credentials have permission to GetObject for "
                        + $"{bucket}/{key}. S3 Error Code: AccessDenied. S3 Error Message: ",
                },
            ];

    public byte[] Fetch(byte[]? zip, string? bucket, string? key, string? version, Call call)
    {
        if (zip is { Length: > 0 })
            return zip;
        if (bucket is null || key is null)
            throw FunctionStore.Invalid("Please provide a source for function code.");
        if (!objects.HasBucket(bucket))
            throw FunctionStore.Invalid(
                $"Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist"
            );
        return objects.Read(bucket, key, version)
            ?? throw FunctionStore.Invalid(
                "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist."
            );
    }
}
