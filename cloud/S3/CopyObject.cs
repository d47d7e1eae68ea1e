using Classroom.Cloud.Gateway;
using System.Xml.Linq;

namespace Classroom.Cloud.S3;

sealed class CopyObject(ObjectStore objects) : IAsyncOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => [.. objects.OnObject(input.Bucket, input.Key), .. Shape.Source(input) is var (from, key, _) ? objects.OnObject(from, key, "s3:GetObject") : []];

    public async Task<S3Answer> RunAsync(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var (from, key, version) = Shape.Source(input);
        var source = objects.Find(from, key, version) ?? throw Shape.NoSuchKey(key);
        var content = await objects.ReadAsync(source, call.Aborted).ConfigureAwait(false);
        var keeps = input.Wire.Header("x-amz-metadata-directive") != "REPLACE";
        var made = objects.Put(bucket, input.Key, content, keeps ? source.ContentType : input.Wire.Header("Content-Type") ?? source.ContentType, builder =>
        {
            if (!keeps) Shape.ReadHeaders(input, builder);
            else foreach (var (name, value) in source.Metadata) builder.Metadata[name] = value;
        });
        return S3Answer.Of(new("CopyObjectResult", new XElement("LastModified", Shape.Time(made.Modified)), new XElement("ETag", $"\"{made.ETag}\""))) with { Headers = Shape.Version(bucket, made.VersionId) };
    }
}
