using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class DeleteBucket(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        if (objects.In(bucket.Name).Any())
            throw new AwsException(
                "BucketNotEmpty",
                "The bucket you tried to delete is not empty"
                    + (bucket.Versioning is null ? "" : ". You must delete all versions in the bucket."),
                409
            )
            {
                Details = new Dictionary<string, object> { ["BucketName"] = bucket.Name },
            };
        foreach (var upload in objects.Uploads.Unordered.Where(upload => upload.Bucket == bucket.Name))
            Uploads.Remove(objects, upload);
        objects.Buckets.Remove(bucket.Name);
        return new(204);
    }
}
