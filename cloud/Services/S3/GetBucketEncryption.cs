using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Always absent: encryption settings are not supported.</summary>
sealed class GetBucketEncryption(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        throw new AwsException(
            "ServerSideEncryptionConfigurationNotFoundError",
            "The server side encryption configuration was not found",
            404
        );
    }
}
