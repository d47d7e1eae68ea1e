using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

[Takes(TakesAttribute.Description)]
sealed class CreateMultipartUpload(ObjectStore objects, RequestIds ids) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.ToWrite(input);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var id = ids.Next().Replace("-", "", StringComparison.Ordinal);
        objects.Uploads.Put(id, new(id, bucket.Name, input.Key, call.Now, S3Format.Describe(input)));
        return S3Answer.Of(
            new(
                "InitiateMultipartUploadResult",
                new XElement("Bucket", bucket.Name),
                new XElement("Key", input.Key),
                new XElement("UploadId", id)
            )
        );
    }
}
