using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("UploadId PartNumber CopySource CopySourceIfMatch CopySourceIfNoneMatch CopySourceRange")]
sealed class UploadPartCopy(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        [.. objects.OnObject(input.Bucket, input.Key), .. objects.ToReadSource(input)];

    public S3Answer Run(S3Request input, Call call)
    {
        var number = Uploads.PartNumber(input);
        var (from, key, version) = S3Format.Source(input);
        var source = objects.Find(from, key, version) ?? throw S3Format.NoSuchKey(key);
        S3Format.CheckSource(input, source);
        var content = objects.Read(source);
        var range = S3Format.Range(input.Wire.Header("x-amz-copy-source-range"), content.Length);
        var part = Uploads.Keep(objects, input, number, range is var (first, last) ? content[first..(last + 1)] : content, call.Now);
        return S3Answer.Of(
            new("CopyPartResult", new XElement("LastModified", S3Format.Time(part.Modified)), new XElement("ETag", $"\"{part.File.ETag}\""))
        );
    }
}
