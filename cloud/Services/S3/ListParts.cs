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
                new XElement("NextPartNumberMarker", page.Count > 0 ? page[^1].Key : 0),
                new XElement("MaxParts", most),
                new XElement("IsTruncated", rest.Count > page.Count),
                Initiator.Of(upload, call),
                S3Format.Owner(call.Caller.Principal.Account),
                new XElement("StorageClass", "STANDARD"),
                upload.Algorithm is null ? null : new XElement("ChecksumAlgorithm", upload.Algorithm),
                upload.Algorithm is null ? null : new XElement("ChecksumType", upload.ChecksumType),
                page.Select(part => new XElement(
                    "Part",
                    new XElement("PartNumber", part.Key),
                    new XElement("LastModified", S3Format.Time(part.Value.Modified)),
                    new XElement("ETag", $"\"{part.Value.File.ETag}\""),
                    part.Value.Checksum is { } checksum ? new XElement($"Checksum{upload.Algorithm}", checksum) : null,
                    new XElement("Size", part.Value.File.Size)
                ))
            )
        );
    }
}
