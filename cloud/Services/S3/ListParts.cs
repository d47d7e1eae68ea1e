using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("UploadId PartNumberMarker MaxParts")]
sealed class ListParts(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnObject(input.Bucket, input.Key);

    public S3Answer Run(S3Request input, Call call)
    {
        var upload = Uploads.Find(objects, input);
        var (marker, most) = (input.Number("part-number-marker", 0), input.Number("max-parts", 1000));
        var rest = upload.Parts.Where(part => part.Key > marker).ToList();
        var page = rest.Take(most).ToList();
        return S3Answer.Of(
            new(
                "ListPartsResult",
                new XElement("Bucket", upload.Bucket),
                new XElement("Key", upload.Key),
                new XElement("UploadId", upload.Id),
                new XElement("PartNumberMarker", marker),
                page.Count > 0 ? new XElement("NextPartNumberMarker", page[^1].Key) : null,
                new XElement("MaxParts", most),
                new XElement("IsTruncated", rest.Count > page.Count),
                new XElement("StorageClass", "STANDARD"),
                page.Select(part => new XElement(
                    "Part",
                    new XElement("PartNumber", part.Key),
                    new XElement("LastModified", S3Format.Time(part.Value.Modified)),
                    new XElement("ETag", $"\"{part.Value.File.ETag}\""),
                    new XElement("Size", part.Value.File.Size)
                ))
            )
        );
    }
}
