using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("VersionId")]
sealed class GetObjectTagging(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnTags(input, "Get");

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var found = S3Format.FindTagged(objects, bucket, input);
        return S3Answer.Of(S3Format.Tags(found.Tags)) with { Headers = [.. S3Format.Version(bucket, found.VersionId)] };
    }
}
