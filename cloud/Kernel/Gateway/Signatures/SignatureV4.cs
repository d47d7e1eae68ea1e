using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Cloud.Gateway.Signatures;

/// <summary>The credential scope of a signature.</summary>
sealed record Credential(string AccessKeyId, string Day, string Region, string Service)
{
    public string Scope => $"{Day}/{Region}/{Service}/aws4_request";

    public static Credential? Parse(string text) =>
        text.Split('/') is [.. var key, var day, var region, var service, "aws4_request"] && key.Length > 0
            ? new(string.Join('/', key), day, region, service)
            : null;
}

/// <summary>The signature of a request, from its Authorization header or, for a presigned request, from its query.</summary>
sealed record RequestSignature(
    Credential Credential,
    DateTimeOffset Signed,
    string[] SignedHeaders,
    string Signature,
    string? SessionToken,
    TimeSpan? ValidFor
)
{
    public bool IsPresigned => ValidFor is not null;
}

/// <summary>Reads a Signature Version 4 from a request, and verifies it.</summary>
static class SignatureV4
{
    const string Algorithm = "AWS4-HMAC-SHA256";
    const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    static readonly ConcurrentDictionary<(string Secret, string Scope), byte[]> Keys = new();

    /// <summary>The signature of a request; null if the request has none.</summary>
    /// <exception cref="FormatException">The request has a signature that cannot be parsed.</exception>
    public static RequestSignature? Read(WireRequest request)
    {
        if (request.Header("Authorization") is { } header && header.StartsWith(Algorithm, StringComparison.Ordinal))
            return ReadHeader(request, header);
        return request.Parameter("X-Amz-Algorithm") == Algorithm ? ReadQuery(request) : null;
    }

    /// <summary>Whether the signature was made with this secret over this request.</summary>
    public static bool IsRight(RequestSignature signature, WireRequest request, string secret)
    {
        var expected = Sign(secret, signature.Credential, ToSign(signature, CanonicalOf(signature, request)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature.Signature));
    }

    /// <summary>The text that is signed, with the hash of the canonical request.</summary>
    public static string ToSign(RequestSignature signature, string canonical)
    {
        var time = signature.Signed.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return $"{Algorithm}\n{time}\n{signature.Credential.Scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
    }

    public static string CanonicalOf(RequestSignature signature, WireRequest request)
    {
        var isS3 = signature.Credential.Service == "s3";
        // Only S3 signs presigned requests without their body.
        var payload = signature.IsPresigned && isS3 ? "UNSIGNED-PAYLOAD" : request.Header("X-Amz-Content-Sha256");
        payload ??= Hash(request.Body);
        return $"{request.Method}\n{CanonicalPath(request.RawPath, isS3)}\n{CanonicalQuery(request)}\n"
            + $"{CanonicalHeaders(request, signature)}\n{string.Join(';', signature.SignedHeaders)}\n{payload}";
    }

    /// <summary>
    /// Whether the body has the signed hash. Also true if the hash is not signed, or if the body is sent in signed chunks.
    /// </summary>
    public static bool IsBodyRight(WireRequest request) =>
        request.Header("X-Amz-Content-Sha256") is not { Length: 64 } given
        || string.Equals(given, Hash(request.Body), StringComparison.OrdinalIgnoreCase);

    /// <summary>The signature of one chunk of an aws-chunked body.</summary>
    public static string OfChunk(string secret, Credential credential, DateTimeOffset signed, string previous, ReadOnlySpan<byte> chunk)
    {
        var time = signed.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Sign(secret, credential, $"AWS4-HMAC-SHA256-PAYLOAD\n{time}\n{credential.Scope}\n{previous}\n{Empty}\n{Hash(chunk)}");
    }

    public static string Sign(string secret, Credential credential, string text)
    {
        var key = Keys.GetOrAdd(
            (secret, credential.Scope),
            static pair => pair.Scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{pair.Secret}"), Mac)
        );
        // A signing key is valid for one day. The limit prevents that a caller fills the memory with many different scopes.
        if (Keys.Count > 10_000)
            Keys.Clear();
        return Convert.ToHexStringLower(Mac(key, text));
    }

    static RequestSignature ReadHeader(WireRequest request, string header)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var part in header[Algorithm.Length..]
                .Split(',', StringSplitOptions.TrimEntries)
                .Select(part => part.Split('=', 2))
                .Where(part => part.Length == 2)
        )
        {
            if (!parts.TryAdd(part[0].Trim(), part[1]))
                throw new FormatException($"Authorization header has more than one '{part[0].Trim()}' parameter.");
        }
        if (!parts.TryGetValue("Credential", out var credential))
            throw new FormatException("Authorization header requires 'Credential' parameter.");
        if (!parts.TryGetValue("SignedHeaders", out var headers))
            throw new FormatException("Authorization header requires 'SignedHeaders' parameter.");
        if (!parts.TryGetValue("Signature", out var signature))
            throw new FormatException("Authorization header requires 'Signature' parameter.");
        var date =
            request.Header("X-Amz-Date")
            ?? request.Header("Date")
            ?? throw new FormatException("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        return new(
            Credential.Parse(credential)
                ?? throw new FormatException(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term."
                ),
            ParseTime(date),
            headers.Split(';'),
            signature,
            request.Header("X-Amz-Security-Token"),
            null
        );
    }

    static RequestSignature ReadQuery(WireRequest request)
    {
        string Required(string name) =>
            request.Parameter(name) ?? throw new FormatException($"AWS query-string parameters must include '{name}'.");
        if (!int.TryParse(Required("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 604_800)
            throw new FormatException("X-Amz-Expires must be a number of seconds, at most 604800.");
        return new(
            Credential.Parse(Required("X-Amz-Credential"))
                ?? throw new FormatException(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term."
                ),
            ParseTime(Required("X-Amz-Date")),
            Required("X-Amz-SignedHeaders").Split(';'),
            Required("X-Amz-Signature"),
            request.Parameter("X-Amz-Security-Token"),
            TimeSpan.FromSeconds(seconds)
        );
    }

    static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) ? time
        : throw new FormatException($"Date must be in ISO-8601 'basic format'. Got '{text}'.");

    // S3 signs the path as it was sent. Every other service percent-encodes the path a second time.
    static string CanonicalPath(string raw, bool isS3) => isS3 ? raw : string.Join('/', Normalize(raw).Split('/').Select(Encode));

    static string Normalize(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
            return path;
        var kept = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part == "..")
            {
                if (kept.Count > 0)
                    kept.RemoveAt(kept.Count - 1);
            }
            else
            {
                kept.Add(part);
            }
        }
        return $"/{string.Join('/', kept)}{(kept.Count > 0 && path.EndsWith('/') ? "/" : "")}";
    }

    static string CanonicalQuery(WireRequest request)
    {
        if (request.RawQuery.Length == 0)
            return "";
        var pairs = request
            .Query.Where(pair => pair.Key != "X-Amz-Signature")
            .Select(pair => (Key: Encode(pair.Key), Value: Encode(pair.Value)));
        return string.Join(
            '&',
            pairs
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ThenBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key}={pair.Value}")
        );
    }

    static string CanonicalHeaders(WireRequest request, RequestSignature signature)
    {
        var text = new StringBuilder();
        foreach (var name in signature.SignedHeaders)
        {
            var values = request.Headers.TryGetValue(name, out var found) ? found.Select(value => Squeeze(value ?? "")) : [];
            text.Append(name).Append(':').AppendJoin(',', values).Append('\n');
        }
        return text.ToString();
    }

    static string Squeeze(string value)
    {
        value = value.Trim();
        return value.Contains("  ", StringComparison.Ordinal)
            ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : value;
    }

    static string Encode(string text) => Uri.EscapeDataString(text);

    static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    static string Hash(ReadOnlySpan<byte> data) => data.IsEmpty ? Empty : Convert.ToHexStringLower(SHA256.HashData(data));
}
