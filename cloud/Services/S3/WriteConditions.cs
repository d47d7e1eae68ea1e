using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>The conditions under which an object is written: only if the key is free, or only over a known content.</summary>
static class WriteConditions
{
    const string IfMatch = "If-Match";
    const string IfNoneMatch = "If-None-Match";

    public static void Check(ObjectStore objects, S3Request request)
    {
        var (match, noneMatch) = (request.Wire.Header(IfMatch), request.Wire.Header(IfNoneMatch));
        if (match is not null && noneMatch is not null)
            throw S3Errors.NotImplemented($"{IfMatch},{IfNoneMatch}", "Multiple conditional request headers present in the request");
        if (noneMatch is not null and not "*")
            throw NotAccepted(IfNoneMatch);
        if (match == "*")
            throw NotAccepted(IfMatch);
        var found = objects.Find(request.Bucket, request.Key);
        if (noneMatch is not null && found is not null)
            throw S3Errors.PreconditionFailed(IfNoneMatch);
        if (match is null)
            return;
        if ((found ?? throw S3Errors.NoSuchKey(request.Key)).ETag != match.Trim('"'))
            throw S3Errors.PreconditionFailed(IfMatch);
    }

    /// <summary>A write or a deletion of the key during an upload makes the conditions of its completion fail.</summary>
    public static void CheckUpload(ObjectStore objects, S3Request request, Upload upload)
    {
        Check(objects, request);
        if (!upload.IsOvertaken)
            return;
        if (request.Wire.Header(IfMatch) is not null)
            throw S3Errors.Conflict(IfMatch, upload.Key);
        if (request.Wire.Header(IfNoneMatch) is not null)
            throw S3Errors.Conflict(IfNoneMatch, upload.Key);
    }

    /// <summary>The condition of a deletion: the object has this ETag.</summary>
    public static void CheckDeletion(ObjectStore objects, S3Request request)
    {
        if (
            request.Wire.Header(IfMatch) is { } match
            && objects.Find(request.Bucket, request.Key, request.Wire.Parameter("versionId")) is { } found
            && match != "*"
            && match.Trim('"') != found.ETag
        )
            throw S3Errors.PreconditionFailed(IfMatch);
    }

    static AwsException NotAccepted(string header) =>
        S3Errors.NotImplemented(header, $"We don't accept the provided value of {header} header for this API");
}
