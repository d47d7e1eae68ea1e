using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("BlockPublicAcls IgnorePublicAcls BlockPublicPolicy RestrictPublicBuckets")]
sealed class PutPublicAccessBlock(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        objects.Buckets.Put(
            bucket.Name,
            bucket with
            {
                Documents = bucket.Documents.SetItem(PublicAccess.Document, PublicAccess.Complete(input.ReadXml())),
            }
        );
        return new();
    }
}
