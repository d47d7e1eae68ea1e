using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>S3: objects with unusual keys, their content, type and metadata; tags and policies.</summary>
sealed class BucketRegisters(Scene scene) : Registers(scene, "S3")
{
    public const string Bucket = "crash-bucket";

    protected override async Task SetUpAsync()
    {
        await MadeAsync(S3(HttpMethod.Put, $"/{Bucket}"));
        await MadeAsync(S3(HttpMethod.Put, $"/{Bucket}/subject", [1, 2, 3]));
    }

    protected override IEnumerable<Register> Make() =>
        [.. Enumerable.Range(1, 24).Select(Object), Copy(), ObjectTags(), Policy(), BucketTags()];

    Register Object(int number)
    {
        var key = Awkward.ObjectKey(Random, number);
        var path = $"/{Bucket}/{Awkward.Escaped(key)}";
        var body = Array.Empty<byte>();
        var (type, kind) = ("", "");
        return new()
        {
            Name = $"the object '{key}'",
            Next = random =>
            {
                body = random.Next(10) == 0 ? [] : Encoding.UTF8.GetBytes(Awkward.Payload(random));
                type = random.Next(2) == 0 ? "application/json" : "text/plain; charset=utf-8";
                kind = $"kind {random.Next(1000)}";
                return Described(body, type, kind);
            },
            Put = (_, _) => S3(HttpMethod.Put, path, body, type, ("x-amz-meta-kind", kind)),
            Drop = () => S3(HttpMethod.Delete, path),
            Read = async () =>
                await Found(path) is { } found
                    ? Described(found.Body, found.ContentHeaders?.ContentType?.ToString(), found.Header("x-amz-meta-kind"))
                    : null,
        };
    }

    Register Copy()
    {
        const string path = $"/{Bucket}/copy";
        return new()
        {
            Name = "the copy of object 'subject'",
            Next = random => $"kind-{random.Next(1_000_000)}",
            Put = (value, _) =>
                S3(
                    HttpMethod.Put,
                    path,
                    [],
                    null,
                    ("x-amz-copy-source", $"/{Bucket}/subject"),
                    ("x-amz-metadata-directive", "REPLACE"),
                    ("x-amz-meta-kind", value)
                ),
            Drop = () => S3(HttpMethod.Delete, path),
            Read = async () =>
                await Found(path) is { } found
                    ? found.Body.AsSpan().SequenceEqual(new byte[] { 1, 2, 3 })
                        ? found.Header("x-amz-meta-kind")
                        : "other bytes"
                    : null,
        };
    }

    Register ObjectTags() =>
        new()
        {
            Name = "the tags of object 'subject'",
            Next = Awkward.Tag,
            Put = (value, _) => S3(HttpMethod.Put, $"/{Bucket}/subject?tagging", Tagging(value), "application/xml"),
            Read = async () => (await Found($"/{Bucket}/subject?tagging"))?.Element("Value"),
        };

    Register BucketTags() =>
        new()
        {
            Name = $"the tags of bucket {Bucket}",
            Next = Awkward.Tag,
            Put = (value, _) => S3(HttpMethod.Put, $"/{Bucket}?tagging", Tagging(value), "application/xml"),
            Drop = () => S3(HttpMethod.Delete, $"/{Bucket}?tagging"),
            Read = async () => (await Found($"/{Bucket}?tagging"))?.Element("Value"),
        };

    Register Policy() =>
        new()
        {
            Name = $"the policy of bucket {Bucket}",
            Next = random =>
                PolicyText.Of(
                    new
                    {
                        Sid = $"S{random.Next(1_000_000)}",
                        Effect = "Deny",
                        Principal = new { AWS = $"arn:aws:iam::{Scene.Account}:root" },
                        Action = "s3:PutLifecycleConfiguration",
                        Resource = $"arn:aws:s3:::{Bucket}",
                    },
                    isPretty: true
                ),
            Put = (value, _) => S3(HttpMethod.Put, $"/{Bucket}?policy", Encoding.UTF8.GetBytes(value), "application/json"),
            Drop = () => S3(HttpMethod.Delete, $"/{Bucket}?policy"),
            Read = async () => (await Found($"/{Bucket}?policy"))?.Text,
        };

    static string Described(byte[] body, string? type, string? kind) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(body))} of {body.Length} bytes, {type}, {kind}";

    static byte[] Tagging(string value) =>
        Encoding.UTF8.GetBytes(
            new XElement(
                "Tagging",
                new XElement("TagSet", new XElement("Tag", new XElement("Key", "own"), new XElement("Value", value)))
            ).ToString()
        );

    Task<Reply?> Found(string path) => FindAsync(S3(HttpMethod.Get, path), "NoSuchKey", "NoSuchTagSet", "NoSuchBucketPolicy");

    Task<Reply> S3(HttpMethod method, string path, byte[]? body = null, string? type = null, params (string, string)[] headers) =>
        Client.BytesAsync("s3", method, path, body, type, headers);
}
