using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class GetBucketCors(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var rules = objects.Required(input.Bucket).Cors;
        return rules.IsEmpty
            ? throw S3Errors.NotOfBucket("NoSuchCORSConfiguration", "The CORS configuration does not exist", input.Bucket)
            : S3Answer.Of(CorsFormat.Write(rules));
    }
}
