using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes(TakesAttribute.Description + " IfMatch IfNoneMatch")]
sealed class PutObject(ObjectStore objects, S3Events events) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.ToWrite(input);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        WriteConditions.Check(objects, input);
        var digest = Checksums.ForObject(input.Wire, input.Wire.Body);
        var made = objects.Put(bucket, input.Key, input.Wire.Body, S3Format.Describe(input), digest);
        events.Created(bucket, made, nameof(PutObject), call);
        // While the versions of a bucket are suspended, S3 tells no version here.
        return new()
        {
            Headers =
            [
                ("ETag", $"\"{made.ETag}\""),
                S3Format.Encryption,
                .. digest.Headers,
                .. made.VersionId == ObjectStore.NoVersion ? [] : S3Format.Version(bucket, made.VersionId),
            ],
        };
    }
}
