using System.Security.Cryptography;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.S3;

/// <summary>Compares the body of a request with the checksums in its headers.</summary>
static class Checksums
{
    const string Prefix = "x-amz-checksum-";

#pragma warning disable CA5350, CA5351 // checksums, not secrets
    static readonly (string Name, int Length, Func<byte[], byte[]> Of)[] Algorithms =
    [
        ("CRC32", 4, body => Crc.Crc32.Of(body)),
        ("CRC32C", 4, body => Crc.Crc32C.Of(body)),
        ("CRC64NVME", 8, body => Crc.Crc64Nvme.Of(body)),
        ("SHA1", 20, SHA1.HashData),
        ("SHA256", 32, SHA256.HashData),
    ];

    public static void Check(string operation, WireRequest request)
    {
        CheckMd5(request);
        foreach (var (name, length, of) in Algorithms)
        {
            var header = $"{Prefix}{name.ToLowerInvariant()}";
            if (request.Header(header) is not { } given)
                continue;
            // The checksum of a whole upload is not that of the request, and objects keep no checksums that it could be compared with.
            if (operation == nameof(CompleteMultipartUpload))
                throw new AwsException(
                    "NotImplemented",
                    $"A header you provided implies functionality that is not implemented: {header} of {operation} is not supported by the "
                        + "embedded cloud",
                    501
                );
            if (Decode(given) is not { } expected || expected.Length != length)
                throw new AwsException("InvalidRequest", $"Value for {header} header is invalid.");
            if (!expected.AsSpan().SequenceEqual(of(request.Body)))
                throw new AwsException("BadDigest", $"The {name} you specified did not match the calculated checksum.");
        }
    }

    static void CheckMd5(WireRequest request)
    {
        if (request.Header("Content-MD5") is not { } given)
            return;
        if (Decode(given) is not { Length: 16 } expected)
            throw new AwsException("InvalidDigest", "The Content-MD5 you specified was invalid.");
        if (!expected.AsSpan().SequenceEqual(MD5.HashData(request.Body)))
            throw new AwsException("BadDigest", "The Content-MD5 you specified did not match what we received.");
    }
#pragma warning restore CA5350, CA5351

    static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
