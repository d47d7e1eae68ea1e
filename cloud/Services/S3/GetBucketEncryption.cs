using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>The encryption of new objects: always AES256, which is AWS's default.</summary>
sealed class GetBucketEncryption(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call) =>
        S3Answer.Of(
            new(
                "ServerSideEncryptionConfiguration",
                new XElement(
                    "Rule",
                    new XElement("ApplyServerSideEncryptionByDefault", new XElement("SSEAlgorithm", "AES256")),
                    new XElement("BucketKeyEnabled", objects.Required(input.Bucket).BucketKeyEnabled)
                )
            )
        );
}
