using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("TagSet")]
sealed class PutBucketTagging(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        objects.Buckets.Put(bucket.Name, bucket with { Tags = TagSets.OfBucket(input.ReadXml()) });
        return new(204);
    }
}
