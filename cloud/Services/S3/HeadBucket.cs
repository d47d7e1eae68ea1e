using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

sealed class HeadBucket(ObjectStore objects, CloudSettings settings) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        return new()
        {
            ContentType = "application/xml",
            Headers =
            [
                ("x-amz-bucket-region", bucket.Location ?? settings.Region),
                ("x-amz-bucket-arn", $"arn:aws:s3:::{bucket.Name}"),
                ("x-amz-access-point-alias", "false"),
            ],
        };
    }
}
