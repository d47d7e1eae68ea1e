using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("Prefix MaxUploads KeyMarker UploadIdMarker EncodingType")]
sealed class ListMultipartUploads(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var (prefix, most) = (input.Wire.Parameter("prefix") ?? "", input.Number("max-uploads", 1000));
        var after = (Key: input.Wire.Parameter("key-marker") ?? "", Id: input.Wire.Parameter("upload-id-marker") ?? "");
        var rest = objects
            .Uploads.Unordered.Where(upload => upload.Bucket == bucket.Name && upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(upload => upload.Key, StringComparer.Ordinal)
            .ThenBy(upload => upload.Id, StringComparer.Ordinal)
            .Where(upload =>
                string.CompareOrdinal(upload.Key, after.Key) is var order
                && (order > 0 || (order == 0 && after.Id.Length > 0 && string.CompareOrdinal(upload.Id, after.Id) > 0))
            )
            .ToList();
        var page = rest.Take(most).ToList();
        var isMore = page.Count > 0 && rest.Count > page.Count;
        return S3Answer.Of(
            new(
                "ListMultipartUploadsResult",
                new XElement("Bucket", bucket.Name),
                new XElement("KeyMarker", S3Format.Listed(input, after.Key)),
                new XElement("UploadIdMarker", after.Id),
                prefix.Length > 0 ? new XElement("Prefix", S3Format.Listed(input, prefix)) : null,
                new XElement("MaxUploads", most),
                S3Format.EncodingType(input),
                new XElement("IsTruncated", isMore),
                new XElement("NextKeyMarker", page.Count > 0 ? S3Format.Listed(input, page[^1].Key) : ""),
                new XElement("NextUploadIdMarker", page.Count > 0 ? page[^1].Id : ""),
                page.Select(upload => new XElement(
                    "Upload",
                    new XElement("Key", S3Format.Listed(input, upload.Key)),
                    new XElement("UploadId", upload.Id),
                    Initiator.Of(upload, call),
                    S3Format.Owner(call.Caller.Principal.Account),
                    new XElement("StorageClass", "STANDARD"),
                    upload.Algorithm is null ? null : new XElement("ChecksumAlgorithm", upload.Algorithm),
                    upload.Algorithm is null ? null : new XElement("ChecksumType", upload.ChecksumType),
                    new XElement("Initiated", S3Format.Time(upload.Initiated))
                ))
            )
        );
    }
}
