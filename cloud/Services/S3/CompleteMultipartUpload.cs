using System.Globalization;
using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

[Takes("UploadId Parts IfMatch IfNoneMatch MpuObjectSize ChecksumType")]
sealed class CompleteMultipartUpload(ObjectStore objects, S3Events events, CloudSettings settings) : IOperation<S3Request, S3Answer>
{
    const int SmallestPart = 5 * 1024 * 1024;

    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnObject(input.Bucket, input.Key);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var upload = Uploads.Find(objects, input);
        CheckType(input, upload);
        var asked = AskedPart.Read(input);
        var parts = asked.Select(part => part.FindIn(upload)).ToList();
        foreach (var (wanted, part) in asked.Zip(parts).SkipLast(1))
        {
            if (part.File.Size < SmallestPart)
                throw wanted.TooSmall(part, SmallestPart);
        }
        CheckSize(input, parts.Sum(part => part.File.Size));
        WriteConditions.CheckUpload(objects, input, upload);
        var file = objects.Files.Join([.. parts.Select(part => part.File)]);
        var digest = DigestOf(upload, parts, file);
        if (Checksums.Given(input.Wire) is var (algorithm, given) && !(algorithm == digest.Algorithm && IsOf(digest, given)))
        {
            objects.Files.Delete(file.Name);
            throw new AwsException("BadDigest", $"The {algorithm.ToLowerInvariant()} you specified did not match the calculated checksum.");
        }
        var made = objects.Put(bucket, upload.Key, file, upload.Description, digest, parts);
        Uploads.Remove(objects, upload);
        events.Created(bucket, made, nameof(CompleteMultipartUpload), call);
        return S3Answer.Of(
            new(
                "CompleteMultipartUploadResult",
                new XElement("Location", $"{settings.Endpoint}{input.Wire.RawPath}"),
                new XElement("Bucket", bucket.Name),
                new XElement("Key", made.Key),
                new XElement("ETag", $"\"{made.ETag}\""),
                new XElement(digest.Element, digest.Value),
                new XElement("ChecksumType", digest.Type)
            )
        ) with
        {
            Headers = [S3Format.Encryption, .. S3Format.Version(bucket, made.VersionId)],
        };
    }

    static void CheckType(S3Request input, Upload upload)
    {
        if (input.Wire.Header(Checksums.TypeHeader) is { } type && type != (upload.ChecksumType ?? ObjectChecksum.FullObject))
            throw new AwsException(
                "InvalidRequest",
                $"The upload was created using the {upload.ChecksumType ?? ObjectChecksum.FullObject} checksum mode. The complete request "
                    + "must use the same checksum mode."
            );
    }

    static void CheckSize(S3Request input, long size)
    {
        if (input.Wire.Header("x-amz-mp-object-size") is { } asked && asked != size.ToString(CultureInfo.InvariantCulture))
            throw new AwsException(
                "InvalidRequest",
                $"The provided 'x-amz-mp-object-size' header value {asked} does not match what was computed: {size}"
            );
    }

    ObjectChecksum DigestOf(Upload upload, List<UploadedPart> parts, StoredFile file)
    {
        var algorithm = upload.Algorithm ?? Checksums.Default;
        return upload.ChecksumType == ObjectChecksum.Composite
            ? new(algorithm, Checksums.OfParts(algorithm, [.. parts.Select(part => part.Checksum!)]), ObjectChecksum.Composite)
            : ObjectChecksum.Of(algorithm, objects.Files.Read(file.Content));
    }

    /// <summary>A client may leave out the number of parts.</summary>
    static bool IsOf(ObjectChecksum digest, string given) => given == digest.Value || given == digest.Value.Split('-')[0];
}
