using System.Security.Cryptography;
using System.Text;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>Requests to S3, whose operations read the HTTP request directly and therefore have no input types to generate from.</summary>
static class S3Requests
{
    const string Policy = """
        {"Version":"2012-10-17",
         "Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::fuzz-bucket/*"}]}
        """;
    const string Tagging =
        "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>c</Key><Value>d</Value></Tag></TagSet></Tagging>";
    const string Block = "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>";

    /// <param name="known">Values from the setup, such as the id of an upload.</param>
    public static RawRequest Of(string operation, IReadOnlyDictionary<string, string> known, Random random)
    {
        var bucket = operation is "CreateBucket" or "DeleteBucket" || random.Next(20) == 0 ? "/temp-bucket" : "/fuzz-bucket";
        var key = $"{bucket}/{(operation.StartsWith("Delete", StringComparison.Ordinal) || random.Next(3) == 0 ? "temp%20key" : "key")}";
        var upload = $"{bucket}/upload?uploadId={known.GetValueOrDefault("UploadId") ?? "x"}";
        return operation switch
        {
            "ListBuckets" => Make(operation, "GET", "/"),
            "CreateBucket" => Make(operation, "PUT", bucket),
            "DeleteBucket" => Make(operation, "DELETE", bucket),
            "HeadBucket" => Make(operation, "HEAD", bucket),
            "ListObjects" => Make(operation, "GET", $"{bucket}?prefix=k&delimiter=%2F&max-keys=2&marker=a"),
            "ListObjectsV2" => Make(
                operation,
                "GET",
                $"{bucket}?list-type=2&prefix=&delimiter=%2F&max-keys=2&start-after=a&encoding-type=url"
            ),
            "ListObjectVersions" => Make(operation, "GET", $"{bucket}?versions&prefix=k"),
            "ListMultipartUploads" => Make(operation, "GET", $"{bucket}?uploads"),
            "PutBucketVersioning" => Make(
                operation,
                "PUT",
                $"{bucket}?versioning",
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
            ),
            "PutBucketTagging" => Make(operation, "PUT", $"{bucket}?tagging", Tagging),
            "DeleteBucketTagging" => Make(operation, "DELETE", $"{bucket}?tagging"),
            "PutBucketPolicy" => Make(operation, "PUT", $"{bucket}?policy", Policy),
            "DeleteBucketPolicy" => Make(operation, "DELETE", $"{bucket}?policy"),
            "PutPublicAccessBlock" => Make(operation, "PUT", $"{bucket}?publicAccessBlock", Block),
            "GetPublicAccessBlock" => Make(operation, "GET", $"{bucket}?publicAccessBlock"),
            "DeletePublicAccessBlock" => Make(operation, "DELETE", $"{bucket}?publicAccessBlock"),
            "GetObjectLockConfiguration" => Make(operation, "GET", $"{bucket}?object-lock"),
            "GetBucketLifecycleConfiguration" => Make(operation, "GET", $"{bucket}?lifecycle"),
            "GetBucketAccelerateConfiguration" => Make(operation, "GET", $"{bucket}?accelerate"),
            "GetBucketRequestPayment" => Make(operation, "GET", $"{bucket}?requestPayment"),
            _ when operation.StartsWith("GetBucket", StringComparison.Ordinal) => Make(
                operation,
                "GET",
                $"{bucket}?{operation["GetBucket".Length..].ToLowerInvariant()}"
            ),
            "DeleteObjects" => Hashed(
                Make(
                    operation,
                    "POST",
                    $"{bucket}?delete",
                    "<Delete><Object><Key>temp key</Key></Object><Object><Key>b</Key><VersionId>x</VersionId></Object></Delete>"
                )
            ),
            "PutObject" => Put(operation, key, random),
            "GetObject" => Make(operation, "GET", key).With("Range", "bytes=0-1"),
            "HeadObject" => Make(operation, "HEAD", key).With("If-None-Match", "\"a\""),
            "DeleteObject" => Make(operation, "DELETE", $"{key}?versionId=null"),
            "CopyObject" => Make(operation, "PUT", key)
                .With("x-amz-copy-source", $"{bucket}/key")
                .With("x-amz-metadata-directive", "REPLACE"),
            "GetObjectTagging" => Make(operation, "GET", $"{key}?tagging"),
            "GetObjectAttributes" => Make(operation, "GET", $"{key}?attributes").With("x-amz-object-attributes", "ETag,ObjectSize"),
            "PutObjectTagging" => Make(operation, "PUT", $"{key}?tagging", Tagging),
            "CreateMultipartUpload" => Make(operation, "POST", $"{bucket}/temp?uploads"),
            "UploadPart" => Make(operation, "PUT", $"{upload}&partNumber=1", "part"),
            "UploadPartCopy" => Make(operation, "PUT", $"{upload}&partNumber=2")
                .With("x-amz-copy-source", $"{bucket}/key")
                .With("x-amz-copy-source-range", "bytes=0-1"),
            "ListParts" => Make(operation, "GET", $"{upload}&max-parts=2"),
            "CompleteMultipartUpload" => Make(
                operation,
                "POST",
                upload,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>"
            ),
            "AbortMultipartUpload" => Make(operation, "DELETE", $"{bucket}/upload?uploadId=x"),
            _ => Make(operation, "GET", key),
        };
    }

    static RawRequest Put(string operation, string key, Random random)
    {
        var request = Make(operation, "PUT", key, "content")
            .With("Content-Type", "text/plain")
            .With("x-amz-meta-a", "b")
            .With("Content-Disposition", "attachment; filename=\"a.txt\"")
            .With("x-amz-tagging", "a=b&c=d");
        // SDKs send uploads as aws-chunked bodies.
        return random.Next(3) != 0
            ? request
            : request with
            {
                Body = Encoding.UTF8.GetBytes("7\r\ncontent\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"),
                Headers =
                [
                    .. request.Headers,
                    ("X-Amz-Content-Sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
                    ("Content-Encoding", "aws-chunked"),
                    ("X-Amz-Decoded-Content-Length", "7"),
                ],
            };
    }

#pragma warning disable CA5351 // a checksum, not a secret
    static RawRequest Hashed(RawRequest request) => request.With("Content-MD5", Convert.ToBase64String(MD5.HashData(request.Body)));
#pragma warning restore CA5351

    static RawRequest Make(string operation, string method, string target, string body = "") =>
        new("s3", $"s3:{operation}", method, target, Encoding.UTF8.GetBytes(body));
}
