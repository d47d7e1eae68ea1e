using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Always absent: object lock is not supported.</summary>
sealed class GetObjectLockConfiguration(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        throw S3Errors.NotOfBucket(
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket",
            input.Bucket
        );
    }
}
