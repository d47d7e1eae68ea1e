using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("VersionId")]
sealed class DeleteObject(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        objects.OnObject(input.Bucket, input.Key, input.Wire.HasParameter("versionId") ? "s3:DeleteObjectVersion" : null);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var (version, isMarker) = objects.Delete(bucket, input.Key, input.Wire.Parameter("versionId"));
        IReadOnlyList<(string, string)> marker = isMarker ? [("x-amz-delete-marker", "true")] : [];
        return new(204) { Headers = [.. S3Format.Version(bucket, version), .. marker] };
    }
}
