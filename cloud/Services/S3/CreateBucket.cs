using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class CreateBucket(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        ObjectStore.CheckName(input.Bucket);
        if (objects.Bucket(input.Bucket) is not null)
            throw new AwsException(
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                409
            );
        objects.Buckets.Put(input.Bucket, new(input.Bucket, call.Now));
        return new() { Headers = [("Location", $"/{input.Bucket}")] };
    }
}
