using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.S3;

sealed class PutBucketPolicy(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        objects.Buckets.Put(
            bucket.Name,
            bucket with
            {
                Policy = Policies.Check(Encoding.UTF8.GetString(input.Wire.Body), "MalformedPolicy"),
            }
        );
        return new(204);
    }
}
