using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class GetBucketVersioning(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call) =>
        S3Answer.Of(
            new("VersioningConfiguration", objects.Required(input.Bucket).Versioning is { } status ? new XElement("Status", status) : null)
        );
}
