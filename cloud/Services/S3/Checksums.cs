using System.Security.Cryptography;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.S3;

/// <summary>The checksum algorithms of S3. Compares the body of a request with the checksums in its headers.</summary>
static class Checksums
{
    public const string Prefix = "x-amz-checksum-";
    public const string TypeHeader = $"{Prefix}type";
    public const string AlgorithmHeader = $"{Prefix}algorithm";

    /// <summary>The algorithm for objects that come without a checksum.</summary>
    public const string Default = "CRC64NVME";

#pragma warning disable CA5350, CA5351 // checksums, not secrets
    static readonly (string Name, int Length, Func<byte[], byte[]> Of)[] Algorithms =
    [
        ("CRC32", 4, body => Crc.Crc32.Of(body)),
        ("CRC32C", 4, body => Crc.Crc32C.Of(body)),
        (Default, 8, body => Crc.Crc64Nvme.Of(body)),
        ("SHA1", 20, SHA1.HashData),
        ("SHA256", 32, SHA256.HashData),
    ];

    public static string HeaderOf(string algorithm) => $"{Prefix}{algorithm.ToLowerInvariant()}";

    public static bool IsKnown(string algorithm) => Algorithms.Any(known => known.Name == algorithm);

    public static string Of(string algorithm, byte[] content) =>
        Convert.ToBase64String(Algorithms.Single(known => known.Name == algorithm).Of(content));

    /// <summary>The checksum in the headers of a request; null if it has none.</summary>
    public static (string Algorithm, string Value)? Given(WireRequest request)
    {
        foreach (var (name, _, _) in Algorithms)
        {
            if (request.Header(HeaderOf(name)) is { } value)
                return (name, value);
        }
        return null;
    }

    /// <summary>
    /// The checksum that an object gets: the one in the request, otherwise one in the default algorithm, even if the request names another
    /// algorithm.
    /// </summary>
    public static ObjectChecksum ForObject(WireRequest request, byte[] content)
    {
        return Given(request) is var (algorithm, value)
            ? new(algorithm, value, ObjectChecksum.FullObject)
            : ObjectChecksum.Of(Default, content);
    }

    public static void Check(string operation, WireRequest request)
    {
        CheckMd5(operation, request);
        // The checksum of a whole upload is not that of the request; the operation compares it.
        if (operation == nameof(CompleteMultipartUpload))
            return;
        if (Algorithms.Count(known => request.Header(HeaderOf(known.Name)) is not null) > 1)
            throw new AwsException("InvalidRequest", "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        foreach (var (name, length, of) in Algorithms)
        {
            var header = HeaderOf(name);
            if (request.Header(header) is not { } given)
                continue;
            if (Decode(given) is not { } expected || expected.Length != length)
                throw new AwsException("InvalidRequest", $"Value for {header} header is invalid.");
            if (!expected.AsSpan().SequenceEqual(of(request.Body)))
                throw new AwsException("BadDigest", $"The {name} you specified did not match the calculated checksum.");
        }
    }

    /// <summary>The checksum of the checksums of parts.</summary>
    public static string OfParts(string algorithm, IReadOnlyCollection<string> parts) =>
        $"{Of(algorithm, [.. parts.SelectMany(Convert.FromBase64String)])}-{parts.Count}";

    static void CheckMd5(string operation, WireRequest request)
    {
        if (request.Header("Content-MD5") is not { } given)
            return;
        if (Decode(given) is not { Length: 16 } expected)
            throw new AwsException("InvalidDigest", "The Content-MD5 you specified was invalid.")
            {
                Details = new Dictionary<string, object> { ["Content-MD5"] = given },
            };
        var calculated = MD5.HashData(request.Body);
        if (!expected.AsSpan().SequenceEqual(calculated))
            throw new AwsException("BadDigest", "The Content-MD5 you specified did not match what we received.")
            {
                Details = new Dictionary<string, object>
                {
                    ["ExpectedDigest"] = operation == nameof(UploadPart) ? given : Convert.ToHexStringLower(expected),
                    ["CalculatedDigest"] = Convert.ToBase64String(calculated),
                },
            };
    }
#pragma warning restore CA5350, CA5351

    static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
