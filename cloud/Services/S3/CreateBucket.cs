using System.Collections.Immutable;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

[Takes("ObjectOwnership LocationConstraint")]
sealed class CreateBucket(ObjectStore objects, CloudSettings settings) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        ObjectStore.CheckName(input.Bucket);
        var ownership = ObjectOwnership.Of(input);
        var location = LocationConstraint.Of(input, settings.Region);
        if (objects.Bucket(input.Bucket) is not null)
            throw new AwsException(
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                409
            )
            {
                Details = new Dictionary<string, object> { ["BucketName"] = input.Bucket },
            };
        objects.Buckets.Put(
            input.Bucket,
            new(input.Bucket, call.Now)
            {
                Ownership = ownership,
                Location = location,
                Documents = ImmutableSortedDictionary<string, string>.Empty.Add(PublicAccess.Document, PublicAccess.Default),
            }
        );
        return new() { Headers = [("Location", $"/{input.Bucket}"), ("x-amz-bucket-arn", $"arn:aws:s3:::{input.Bucket}")] };
    }
}
