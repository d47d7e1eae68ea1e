using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Always absent: lifecycle rules are not supported.</summary>
sealed class GetBucketLifecycleConfiguration(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        throw S3Errors.NotOfBucket("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", input.Bucket);
    }
}
