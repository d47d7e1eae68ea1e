using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("VersionId TagSet")]
sealed class PutObjectTagging(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnTags(input, "Put");

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Change(S3Format.Find(objects, objects.Required(input.Bucket), input) with { Tags = S3Format.Tags(input.ReadXml()) });
        return new();
    }
}
