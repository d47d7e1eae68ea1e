using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("VersionId TagSet")]
sealed class PutObjectTagging(ObjectStore objects, S3Events events) : IOperation<S3Request, S3Answer>
{
    const int MostTags = 10;

    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnTags(input, "Put");

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var tags = TagSets.OfObject(input.ReadXml());
        if (tags.Count > MostTags)
            throw new AwsException("BadRequest", $"Object tags cannot be greater than {MostTags}");
        var found = S3Format.FindTagged(objects, bucket, input);
        objects.Change(found with { Tags = tags });
        events.Tagged(bucket, found, isAdded: true, call);
        return new() { Headers = [.. S3Format.Version(bucket, found.VersionId)] };
    }
}
