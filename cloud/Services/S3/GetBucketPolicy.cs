using System.Text;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class GetBucketPolicy(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var policy =
            objects.Required(input.Bucket).Policy
            ?? throw S3Errors.NotOfBucket("NoSuchBucketPolicy", "The bucket policy does not exist", input.Bucket);
        return new() { ContentType = "application/json", Content = Encoding.UTF8.GetBytes(policy) };
    }
}
