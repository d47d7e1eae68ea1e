using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

sealed class GetBucketLocation(ObjectStore objects, CloudSettings settings) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        return S3Answer.Of(new("LocationConstraint", settings.Region == "us-east-1" ? null : settings.Region));
    }
}
