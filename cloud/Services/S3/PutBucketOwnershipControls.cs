using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("Rules")]
sealed class PutBucketOwnershipControls(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var controls = input.ReadXml();
        var ownership = S3Format.Text(controls, "ObjectOwnership");
        if (controls.Elements().Count() != 1 || !ObjectOwnership.IsValid(ownership))
            throw S3Errors.Malformed();
        objects.Buckets.Put(bucket.Name, bucket with { Ownership = ownership });
        return new();
    }
}
