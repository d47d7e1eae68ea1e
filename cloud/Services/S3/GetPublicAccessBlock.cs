using System.Text;
using Classroom.Cloud.Api;
using Classroom.Languages;

namespace Classroom.Cloud.S3;

sealed class GetPublicAccessBlock(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        return objects.Required(input.Bucket).Documents.TryGetValue(PublicAccess.Document, out var document)
            ? S3Answer.Of(BoundedXml.Parse(Encoding.UTF8.GetBytes(document), LanguageLimits.Xml))
            : throw S3Errors.NotOfBucket(
                "NoSuchPublicAccessBlockConfiguration",
                "The public access block configuration was not found",
                input.Bucket
            );
    }
}
