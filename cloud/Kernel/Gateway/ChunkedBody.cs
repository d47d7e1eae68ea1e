using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway.Signatures;

namespace Classroom.Cloud.Gateway;

/// <summary>
/// Decodes aws-chunked bodies, which S3 clients use for uploads: each chunk has its own signature, or a checksum follows the last chunk.
/// </summary>
static class ChunkedBody
{
    public static WireRequest Unwrap(WireRequest request, RequestSignature? signature, string? secret)
    {
        var kind = request.Header("X-Amz-Content-Sha256");
        if (kind?.StartsWith("STREAMING-", StringComparison.Ordinal) != true)
            return request;
        var isSigned = kind.StartsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", StringComparison.Ordinal);
        return request with { Body = Read(request.Body, isSigned ? signature : null, secret) };
    }

    static byte[] Read(byte[] body, RequestSignature? signature, string? secret)
    {
        using var content = new MemoryStream(body.Length);
        var previous = signature?.Signature;
        var at = 0;
        while (true)
        {
            var end = at > body.Length ? -1 : body.AsSpan(at).IndexOf("\r\n"u8);
            if (end < 0)
                throw Incomplete();
            var header = Encoding.ASCII.GetString(body, at, end).Split(';');
            if (!int.TryParse(header[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
                throw Incomplete();
            at += end + 2;
            if (size > body.Length - at)
                throw Incomplete();
            var chunk = body.AsSpan(at, size);
            if (signature is not null)
            {
                var given =
                    Array.Find(header, part => part.StartsWith("chunk-signature=", StringComparison.Ordinal))?["chunk-signature=".Length..]
                    ?? throw Incomplete();
                var expected = SignatureV4.OfChunk(secret!, signature.Credential, signature.Signed, previous!, chunk);
                if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(given)))
                    throw new AwsException("SignatureDoesNotMatch", "The signature of a chunk does not match its content.", 403);
                previous = given;
            }
            // The last chunk is empty; trailing checksums follow it.
            if (size == 0)
                return content.ToArray();
            content.Write(chunk);
            at += size + 2;
        }
    }

    static AwsException Incomplete() => new("IncompleteBody", "The request body terminated unexpectedly");
}
