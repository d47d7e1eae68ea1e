using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes(TakesAttribute.Description + " CopySource CopySourceIfMatch CopySourceIfNoneMatch MetadataDirective TaggingDirective")]
sealed class CopyObject(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => [.. objects.ToWrite(input), .. objects.ToReadSource(input)];

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var (from, key, version) = S3Format.Source(input);
        var source = objects.Find(from, key, version) ?? throw S3Format.NoSuchKey(key);
        S3Format.CheckSource(input, source);
        var content = objects.Read(source);
        var description = input.Wire.Header("x-amz-metadata-directive") == "REPLACE" ? S3Format.Describe(input) : source.Description;
        if (input.Wire.Header("x-amz-tagging-directive") != "REPLACE")
            description = description with { Tags = source.Tags };
        var made = objects.Put(bucket, input.Key, content, description);
        return S3Answer.Of(
            new("CopyObjectResult", new XElement("LastModified", S3Format.Time(made.Modified)), new XElement("ETag", $"\"{made.ETag}\""))
        ) with
        {
            Headers = S3Format.Version(bucket, made.VersionId),
        };
    }
}
