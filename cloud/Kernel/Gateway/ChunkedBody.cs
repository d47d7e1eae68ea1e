using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway.Signatures;
using Microsoft.AspNetCore.Http;

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
        var (content, end) = Read(request.Body, isSigned ? signature : null, secret);
        return request with { Body = content, Headers = WithTrailers(request, end) };
    }

    /// <summary>The headers of a request, with the checksums that follow its body and that a header announces.</summary>
    static IHeaderDictionary WithTrailers(WireRequest request, int end)
    {
        if (request.Header("X-Amz-Trailer") is not { Length: > 0 } announced)
            return request.Headers;
        var headers = new HeaderDictionary(request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
        foreach (var line in Encoding.ASCII.GetString(request.Body, end, request.Body.Length - end).Split('\n'))
        {
            var (name, value) = line.Split(':', 2) is [var first, var second] ? (first.Trim(), second.Trim()) : ("", "");
            if (name.Length > 0 && announced.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase))
                headers[name] = value;
        }
        return headers;
    }

    /// <returns>The content, and the position after the last chunk.</returns>
    static (byte[] Content, int End) Read(byte[] body, RequestSignature? signature, string? secret)
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
                return (content.ToArray(), at);
            content.Write(chunk);
            at += size + 2;
        }
    }

    static AwsException Incomplete() => new("IncompleteBody", "The request body terminated unexpectedly");
}
