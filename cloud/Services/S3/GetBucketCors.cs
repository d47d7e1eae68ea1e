using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Always absent: CORS of buckets is not supported.</summary>
sealed class GetBucketCors(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        throw new AwsException("NoSuchCORSConfiguration", "The CORS configuration does not exist", 404);
    }
}
