using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes(TakesAttribute.Description)]
sealed class PutObject(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.ToWrite(input);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var made = objects.Put(bucket, input.Key, input.Wire.Body, S3Format.Describe(input));
        return new()
        {
            Headers =
            [
                ("ETag", $"\"{made.ETag}\""),
                ("x-amz-server-side-encryption", "AES256"),
                .. S3Format.Version(bucket, made.VersionId),
            ],
        };
    }
}
