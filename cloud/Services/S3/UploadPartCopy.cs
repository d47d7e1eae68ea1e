using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes(
    "UploadId PartNumber CopySource CopySourceIfMatch CopySourceIfNoneMatch CopySourceIfModifiedSince CopySourceIfUnmodifiedSince"
        + " CopySourceRange"
)]
sealed class UploadPartCopy(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        [.. objects.OnObject(input.Bucket, input.Key), .. objects.ToReadSource(input)];

    public S3Answer Run(S3Request input, Call call)
    {
        var number = Uploads.PartNumber(input);
        var upload = Uploads.Find(objects, input);
        var (from, key, version) = S3Format.Source(input);
        var sourceBucket = objects.Required(from);
        var source = objects.Find(from, key, version) ?? throw S3Errors.NoSuchKey(key);
        ReadConditions.CheckSource(input, source, call);
        var range = ByteRange.OfCopy(input.Wire.Header("x-amz-copy-source-range"), source.Size);
        var content = objects.Read(source);
        if (range is not null)
            content = content[(int)range.From..(int)(range.To + 1)];
        var part = Uploads.Keep(objects, upload, number, content, call.Now);
        return S3Answer.Of(
            new(
                "CopyPartResult",
                new XElement("LastModified", S3Format.Time(part.Modified)),
                new XElement("ETag", $"\"{part.File.ETag}\""),
                part.Checksum is null ? null : new XElement($"Checksum{upload.Algorithm}", part.Checksum)
            )
        ) with
        {
            Headers = [S3Format.Encryption, .. S3Format.SourceVersion(sourceBucket, source.VersionId)],
        };
    }
}
