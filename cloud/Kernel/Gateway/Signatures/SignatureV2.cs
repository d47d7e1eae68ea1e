using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Cloud.Gateway.Signatures;

/// <summary>
/// A presigned request of Signature Version 2, which only S3 takes: older clients, among them boto3 without a setting, make such addresses.
/// </summary>
sealed record SignatureV2(string AccessKeyId, string Signature, DateTimeOffset Expires, string? SessionToken)
{
    const string KeyParameter = "AWSAccessKeyId";
    const string SignatureParameter = "Signature";
    const string ExpiresParameter = "Expires";
    const string Amz = "x-amz-";

    /// <summary>The parameters that name a part of a resource, and so are signed with it.</summary>
    static readonly HashSet<string> SubResources =
    [
        .. (string[])["accelerate", "acl", "analytics", "cors", "defaultObjectAcl", "delete", "inventory", "lifecycle", "location"],
        .. (string[])["logging", "metrics", "notification", "object-lock", "partNumber", "policy", "replication", "requestPayment"],
        .. (string[])["response-cache-control", "response-content-disposition", "response-content-encoding"],
        .. (string[])["response-content-language", "response-content-type", "response-expires", "restore", "select", "select-type"],
        .. (string[])["storageClass", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website"],
    ];

    public static bool IsIn(WireRequest request) =>
        request.Header("Authorization") is null && (request.HasParameter(KeyParameter) || request.HasParameter(SignatureParameter));

    /// <exception cref="FormatException">A parameter is missing, or the time is no time.</exception>
    public static SignatureV2 Read(WireRequest request) =>
        request.Parameter(KeyParameter) is { } key
        && request.Parameter(SignatureParameter) is { } signature
        && request.Parameter(ExpiresParameter) is { } expires
            ? new(key, signature, TimeOf(expires), request.Parameter($"{Amz}security-token"))
            : throw new FormatException("Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");

    public bool IsRight(string toSign, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(toSign, secret)), Encoding.UTF8.GetBytes(Signature));

    /// <param name="bucket">The bucket in the name of the host; null if it is in the path.</param>
    public static string ToSign(WireRequest request, string? bucket)
    {
        string Value(string name) => request.Header(name) ?? request.Parameter(name.ToLowerInvariant()) ?? "";
        return $"{request.Method}\n{Value("Content-MD5")}\n{Value("Content-Type")}\n{request.Parameter(ExpiresParameter)}\n"
            + $"{AmzHeaders(request)}{(bucket is null ? "" : $"/{bucket}")}{request.RawPath}{Parameters(request)}";
    }

    public static string Sign(string toSign, string secret)
    {
#pragma warning disable CA5350 // Signature Version 2 is made with SHA-1
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(toSign)));
#pragma warning restore CA5350
    }

    /// <summary>The client writes the headers of S3 into the address.</summary>
    static string AmzHeaders(WireRequest request)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Query.Where(pair => pair.Key.StartsWith(Amz, StringComparison.OrdinalIgnoreCase)))
            values[name.ToLowerInvariant()] = value;
        foreach (var (name, value) in request.Headers.Where(pair => pair.Key.StartsWith(Amz, StringComparison.OrdinalIgnoreCase)))
            values[name.ToLowerInvariant()] = string.Join(',', value.Select(one => one?.Trim()));
        return string.Concat(values.Select(pair => $"{pair.Key}:{pair.Value}\n"));
    }

    static string Parameters(WireRequest request)
    {
        var signed = request
            .Query.Where(pair => SubResources.Contains(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Value.Length > 0 ? $"{pair.Key}={pair.Value}" : pair.Key)
            .ToList();
        return signed.Count == 0 ? "" : $"?{string.Join('&', signed)}";
    }

    static DateTimeOffset TimeOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new FormatException($"Invalid date (should be seconds since epoch): {text}");
}
