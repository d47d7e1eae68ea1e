using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

sealed class GetBucketLocation(ObjectStore objects, CloudSettings settings) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var region = objects.Required(input.Bucket).Location ?? settings.Region;
        // The oldest Region has no name here.
        return S3Answer.Of(new("LocationConstraint", region == "us-east-1" ? null : region));
    }
}
