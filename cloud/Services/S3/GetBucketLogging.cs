using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class GetBucketLogging(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        return S3Answer.Of(new("BucketLoggingStatus"));
    }
}
