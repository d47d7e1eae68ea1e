using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Always absent: replication is not supported.</summary>
sealed class GetBucketReplication(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        throw S3Errors.NotOfBucket("ReplicationConfigurationNotFoundError", "The replication configuration was not found", input.Bucket);
    }
}
