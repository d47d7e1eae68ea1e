using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("VersionId BypassGovernanceRetention IfMatch IfMatchLastModifiedTime IfMatchSize")]
sealed class DeleteObject(ObjectStore objects, S3Events events) : IOperation<S3Request, S3Answer>
{
    /// <summary>AWS has these for directory buckets only.</summary>
    static readonly string[] NotForBuckets = ["x-amz-if-match-last-modified-time", "x-amz-if-match-size"];

    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        objects.OnObject(input.Bucket, input.Key, input.Wire.HasParameter("versionId") ? "s3:DeleteObjectVersion" : null);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        if (Array.Find(NotForBuckets, header => input.Wire.Header(header) is not null) is { } refused)
            throw S3Errors.NotImplemented(refused);
        if (input.Wire.Header("x-amz-bypass-governance-retention") is not null)
            throw S3Errors.NoRetention();
        WriteConditions.CheckDeletion(objects, input);
        var asked = ObjectStore.VersionOf(input);
        var deleted = objects.Delete(bucket, input.Key, asked);
        if (deleted.IsDone)
            events.Deleted(bucket, input.Key, deleted.Version, asked is null && deleted.IsMarker, nameof(DeleteObject), call);
        IReadOnlyList<(string, string)> marker = deleted.IsMarker ? [("x-amz-delete-marker", "true")] : [];
        return new(204) { Headers = [.. S3Format.Version(bucket, deleted.Version), .. marker] };
    }
}
