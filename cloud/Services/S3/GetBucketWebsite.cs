using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Always absent: static websites are not supported.</summary>
sealed class GetBucketWebsite(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        throw S3Errors.NotOfBucket(
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration",
            input.Bucket
        );
    }
}
