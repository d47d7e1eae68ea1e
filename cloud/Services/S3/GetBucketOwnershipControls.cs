using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class GetBucketOwnershipControls(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var ownership =
            objects.Required(input.Bucket).Ownership
            ?? throw S3Errors.NotOfBucket("OwnershipControlsNotFoundError", "The bucket ownership controls were not found", input.Bucket);
        return S3Answer.Of(new("OwnershipControls", new XElement("Rule", new XElement("ObjectOwnership", ownership))));
    }
}
