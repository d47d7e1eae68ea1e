using System.Text;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>Makes a request invalid outside of its input: bytes, headers, paths, parameters, framing, signature.</summary>
sealed class WireMutator(Random random, Mutator texts)
{
    static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X"];

    static readonly string[] Types =
    [
        "",
        "application/json",
        "application/x-amz-json-1.0",
        "application/x-amz-json-1.1",
        "application/x-www-form-urlencoded",
        "application/cbor",
        "text/xml",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        ";",
        "a",
    ];

    static readonly string[] Names =
    [
        "Content-Type",
        "X-Amz-Target",
        "Smithy-Protocol",
        "Range",
        "If-Match",
        "If-None-Match",
        "Expect",
        "Origin",
        "Accept",
        "Cookie",
        "User-Agent",
        "Content-Encoding",
        "X-Amz-Security-Token",
        "X-Amz-Date",
        "X-Amz-Content-Sha256",
        "X-Amz-Decoded-Content-Length",
        "x-amz-copy-source",
        "x-amz-copy-source-range",
        "x-amz-tagging",
        "x-amz-meta-b",
        "x-amz-acl",
        "Content-MD5",
        "Content-Disposition",
        "Content-Language",
        "Expires",
        "X-Amz-Invocation-Type",
        "X-Amz-Client-Context",
        "X-Forwarded-For",
        "Authorization",
        "Upgrade",
        "Connection",
        "Transfer-Encoding",
        "Content-Length",
        "Host",
    ];

    static readonly string[] Values =
    [
        "",
        "a",
        "é",
        "漢字",
        "bytes=0-",
        "bytes=-1",
        "bytes=5-1",
        "bytes=99999999999-",
        "bytes=a-b",
        "bytes=0-1,2-3",
        "100-continue",
        "gzip",
        "aws-chunked",
        "*",
        "\"",
        "=",
        "a=b&a=c",
        "a=%zz",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "UNSIGNED-PAYLOAD",
        "-1",
        "99999999999999999999",
        "20200101T000000Z",
        "99991231T235959Z",
        "/fuzz-bucket/key",
        "fuzz-bucket",
        "%2F",
        "rpc-v2-cbor",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sts/aws4_request, Credential=test/20260101/us-east-1/sts/aws4_request, "
            + "SignedHeaders=host, Signature=a",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=, Signature=",
        "AWS test:abc",
        "Basic dGVzdDp0ZXN0",
        "Bearer x",
        "AWSStepFunctions.",
        ".",
        "AmazonSQS.SendMessage",
        "DynamoDB_20120810.ListTables",
        "DryRun",
        "x",
        "websocket",
        "close",
        "chunked",
        "Thu, 01 Jan 1970 00:00:00 GMT",
    ];

    static readonly string[] Chunks =
    [
        "zz\r\na\r\n0\r\n\r\n",
        "7fffffff\r\na\r\n",
        "ffffffff\r\na",
        "-1\r\na\r\n",
        "\r\n",
        "7",
        "1\r\n",
        "1\r\naa\r\n0\r\n",
        "5;chunk-signature=x\r\nhello\r\n0;chunk-signature=\r\n\r\n",
        "0\r\n\r\n",
        "5\r\nhello",
        "5\r\nhello\r\n",
    ];

    static readonly string[] Parameters =
    [
        "uploads",
        "uploadId=",
        "uploadId=x&partNumber=0",
        "partNumber=99999999999",
        "versionId=",
        "versionId=x",
        "list-type=3",
        "max-keys=-1",
        "max-keys=99999999999",
        "max-keys=a",
        "tagging",
        "acl",
        "torrent",
        "delimiter=",
        "prefix=%00",
        "encoding-type=url",
        "continuation-token=%F0",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test/20260101/us-east-1/s3/aws4_request&"
            + "X-Amz-Date=99991231T235959Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=a",
        "Action=ListUsers",
        "Action=",
        "Version=2010-05-08",
        "%",
        "%zz=%zz",
        "a&b&=c&==",
        "response-content-disposition=a%0d%0ab",
        "attributes",
    ];

    static readonly string[] Paths =
    [
        "/",
        "//",
        "/%",
        "/%00",
        "/%zz",
        "/..",
        "/../..",
        "/%2e%2e/%2e%2e",
        "/fuzz-bucket/",
        "/fuzz-bucket/a%01b",
        "/fuzz-bucket/%F0%9F",
        "/fuzz-bucket/" + "k/k/k/k/k",
        "/_classroom/health",
        "/_classroom/",
        "/_classroom/faults",
        "/_classroom/faults/x",
        "/_classroom/runtime/",
        "/_classroom/runtime/x/2018-06-01/runtime/invocation/next",
        "/_classroom/code/x",
        "/_aws/execute-api",
        "/_aws/execute-api/",
        "/_aws/execute-api/x/y/z",
        "/_localstack/health",
        "/2015-03-31/functions/",
        "/2015-03-31/functions/a/b/c",
        "/v2/apis/",
        "/v2/apis/x",
        "/v2/tags/",
        "/service/x/operation/y",
        "/service/GraniteServiceVersion20100801/operation/",
        "/000000000000/fuzz",
        "/TraceSummaries",
        "*",
        "http://x/",
        "/?",
        "/a?b?c",
        "/#",
    ];

    public RawRequest Mutate(RawRequest request) =>
        random.Next(16) switch
        {
            0 => request with { Framing = Framing.Truncated },
            1 => request with { Framing = Framing.Chunked },
            2 => request with { IsForged = true },
            3 => request with { Service = null },
            4 => request with { Service = texts.Pick<string>(["s3", "sqs", "iam", "lambda", "states", "sts", "nothing", "monitoring"]) },
            5 => request with { Method = texts.Pick(Methods) },
            6 => request with { Target = texts.Pick(Paths) },
            7 => request with
            {
                Target = request.Target + (request.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + texts.Pick(Parameters),
            },
            8 => request with { Target = ChangeTarget(request.Target) },
            9 => request.Without("Content-Type").With("Content-Type", texts.Pick(Types)),
            10 => request.With(texts.Pick(Names), texts.Pick(Values)),
            11 => request.Headers.Count == 0 ? request : request.Without(texts.Pick(request.Headers).Name),
            12 => request.With(
                "X-Amz-Content-Sha256",
                texts.Pick<string>(["STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"])
            ) with
            {
                Body = Encoding.UTF8.GetBytes(texts.Pick(Chunks)),
            },
            _ => request with { Body = ChangeBytes(request.Body) },
        };

    string ChangeTarget(string target)
    {
        var at = random.Next(1, target.Length + 1);
        return target[..at]
            + texts.Pick<string>([
                "%00",
                "%0a",
                "%FF",
                "%C3%28",
                "%ED%A0%80",
                "/",
                "..",
                "%2F",
                "%25",
                "+",
                "%20",
                "a",
                "?",
                "&",
                "=",
                ":",
                "@",
                "*",
                "|",
                new string('a', random.Next(1, 5000)),
            ])
            + target[at..];
    }

    byte[] ChangeBytes(byte[] body)
    {
        if (body.Length == 0)
            return Encoding.UTF8.GetBytes(texts.AnyText());
        var at = random.Next(body.Length);
        return random.Next(7) switch
        {
            0 => body[..at],
            1 => [.. body[..at], (byte)random.Next(256), .. body[at..]],
            2 => [.. body[..at], 0xff, 0xfe, 0xc0, 0x80, .. body[at..]],
            3 => [.. body, .. body],
            4 => [.. body[..at], .. Encoding.UTF8.GetBytes(texts.AnyText()), .. body[at..]],
            5 => [.. body[..at], .. body[Math.Min(body.Length, at + random.Next(1, 20))..]],
            _ => [0xef, 0xbb, 0xbf, .. body],
        };
    }
}
