using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("VersionId ObjectAttributes")]
sealed class GetObjectAttributes(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    static readonly string[] Attributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        input.Wire.HasParameter("versionId")
            ?
            [
                .. objects.OnObject(input.Bucket, input.Key, "s3:GetObjectVersion"),
                .. objects.OnObject(input.Bucket, input.Key, "s3:GetObjectVersionAttributes"),
            ]
            : [.. objects.OnObject(input.Bucket, input.Key, "s3:GetObject"), .. objects.OnObject(input.Bucket, input.Key)];

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var wanted = (input.Wire.Header("x-amz-object-attributes") ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        if (wanted.Length == 0 || wanted.Except(Attributes).Any())
            throw new AwsException("InvalidArgument", "Invalid attribute name specified.");
        var found = S3Format.Find(objects, bucket, input);
        var headers = S3Format.Headers(bucket, found).Where(header => header.Name is "Last-Modified" or "x-amz-version-id");
        // Checksums and parts of objects are not stored; S3 leaves out attributes that do not exist.
        return S3Answer.Of(
            new(
                "GetObjectAttributesResponse",
                wanted.Contains("ETag") ? new XElement("ETag", found.ETag) : null,
                wanted.Contains("StorageClass") ? new XElement("StorageClass", "STANDARD") : null,
                wanted.Contains("ObjectSize") ? new XElement("ObjectSize", found.Size) : null
            )
        ) with
        {
            Headers = [.. headers],
        };
    }
}
