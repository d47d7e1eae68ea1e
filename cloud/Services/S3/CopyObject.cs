using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes(
    TakesAttribute.Description
        + " CopySource CopySourceIfMatch CopySourceIfNoneMatch CopySourceIfModifiedSince CopySourceIfUnmodifiedSince MetadataDirective"
        + " TaggingDirective IfMatch IfNoneMatch"
)]
sealed class CopyObject(ObjectStore objects, S3Events events) : IOperation<S3Request, S3Answer>
{
    const string Replace = "REPLACE";

    public IEnumerable<Permission> Needs(S3Request input, Call call) => [.. objects.ToWrite(input), .. objects.ToReadSource(input)];

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var (from, key, version) = S3Format.Source(input);
        var sourceBucket = objects.Required(from);
        var source = objects.Find(from, key, version) ?? throw S3Errors.NoSuchKey(key);
        ReadConditions.CheckSource(input, source, call);
        WriteConditions.Check(objects, input);
        var directive = DirectiveOf(input);
        if ((from, key, version) == (input.Bucket, input.Key, null) && directive != Replace && !ChangesItself(input, bucket))
            throw new AwsException(
                "InvalidRequest",
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, "
                    + "storage class, website redirect location or encryption attributes."
            );
        var content = objects.Read(source);
        var description = directive == Replace ? S3Format.Describe(input) : source.Description;
        description = description with
        {
            Tags = input.Wire.Header("x-amz-tagging-directive") == Replace ? S3Format.Describe(input).Tags : source.Tags,
        };
        var digest = ObjectChecksum.Of(AlgorithmOf(input, source), content);
        var made = objects.Put(bucket, input.Key, content, description, digest);
        events.Created(bucket, made, nameof(CopyObject), call);
        return S3Answer.Of(
            new(
                "CopyObjectResult",
                new XElement("LastModified", S3Format.Time(made.Modified)),
                new XElement("ETag", $"\"{made.ETag}\""),
                new XElement(digest.Element, digest.Value),
                new XElement("ChecksumType", digest.Type)
            )
        ) with
        {
            Headers =
            [
                S3Format.Encryption,
                .. S3Format.Version(bucket, made.VersionId),
                .. S3Format.SourceVersion(sourceBucket, source.VersionId),
            ],
        };
    }

    static string DirectiveOf(S3Request input) =>
        input.Wire.Header("x-amz-metadata-directive") switch
        {
            null or "COPY" => "COPY",
            Replace => Replace,
            _ => throw S3Errors.InvalidArgument(
                "Unknown metadata directive.",
                "x-amz-metadata-directive",
                input.Wire.Header("x-amz-metadata-directive")
            ),
        };

    /// <summary>To name the storage class or the encryption is a change for S3, even if both stay what they are.</summary>
    static bool ChangesItself(S3Request input, Bucket bucket) =>
        input.Wire.Header("x-amz-server-side-encryption") is not null
        || input.Wire.Header("x-amz-storage-class") is not null
        || bucket.IsEncryptionSet;

    static string AlgorithmOf(S3Request input, StoredObject source) =>
        input.Wire.Header(Checksums.AlgorithmHeader)?.ToUpperInvariant() is { } asked && Checksums.IsKnown(asked)
            ? asked
            : source.Digest?.Algorithm ?? Checksums.Default;
}
