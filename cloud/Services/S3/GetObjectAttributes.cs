using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("VersionId ObjectAttributes MaxParts PartNumberMarker")]
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
        return S3Answer.Of(
            new(
                "GetObjectAttributesResponse",
                wanted.Contains("ETag") ? new XElement("ETag", found.ETag) : null,
                wanted.Contains("Checksum") ? ChecksumOf(found) : null,
                wanted.Contains("ObjectParts") ? PartsOf(found, input) : null,
                wanted.Contains("StorageClass") ? new XElement("StorageClass", "STANDARD") : null,
                wanted.Contains("ObjectSize") ? new XElement("ObjectSize", found.Size) : null
            )
        ) with
        {
            Headers = [.. headers],
        };
    }

    /// <summary>The checksum without the number of parts.</summary>
    static XElement? ChecksumOf(StoredObject found) =>
        found.Digest is { } digest
            ? new("Checksum", new XElement(digest.Element, digest.Value.Split('-')[0]), new XElement("ChecksumType", digest.Type))
            : null;

    /// <summary>S3 lists the parts of an object with a checksum of checksums, and counts the parts of others.</summary>
    static XElement? PartsOf(StoredObject found, S3Request input)
    {
        if (found.Parts.IsEmpty)
            return null;
        var parts = new XElement("ObjectParts", new XElement("PartsCount", found.Parts.Length));
        if (found.Digest is not { Type: ObjectChecksum.Composite } digest)
            return parts;
        var most = HeaderNumber(input, "x-amz-max-parts", 1000);
        var marker = HeaderNumber(input, "x-amz-part-number-marker", 0);
        var page = found.Parts.Index().Skip(marker).Take(most).ToList();
        parts.Add(
            new XElement("PartNumberMarker", marker),
            new XElement("NextPartNumberMarker", page.Count > 0 ? page[^1].Index + 1 : 0),
            new XElement("MaxParts", most),
            new XElement("IsTruncated", marker + page.Count < found.Parts.Length),
            page.Select(part => new XElement(
                "Part",
                new XElement("PartNumber", part.Index + 1),
                new XElement("Size", part.Item.Size),
                new XElement(digest.Element, part.Item.Checksum)
            ))
        );
        return parts;
    }

    static int HeaderNumber(S3Request input, string header, int otherwise) =>
        input.Wire.Header(header) is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, out var number) && number >= 0 ? number
        : throw S3Errors.InvalidArgument($"Provided {header} not an integer or within integer range", header, text);
}
