using Classroom.Cloud.Gateway;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.S3;

/// <summary>A presigned address may have the headers of S3 as parameters: they count as if they were headers.</summary>
static class PresignedHeaders
{
    const string Amz = "x-amz-";

    static readonly string[] Conditions = ["If-Match", "If-None-Match"];

    /// <summary>The parameters of the signature itself.</summary>
    static readonly string[] OfSignature =
    [
        "x-amz-algorithm",
        "x-amz-credential",
        "x-amz-date",
        "x-amz-expires",
        "x-amz-signature",
        "x-amz-signedheaders",
        "x-amz-security-token",
        "x-amz-content-sha256",
    ];

    public static WireRequest Unfold(WireRequest request)
    {
        if (!request.HasParameter("X-Amz-Signature") && !request.HasParameter("Signature"))
            return request;
        var found = request.Query.Where(pair => IsHeader(pair.Key) && request.Header(pair.Key) is null).ToList();
        if (found.Count == 0)
            return request;
        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Headers)
            headers[name] = value;
        foreach (var (name, value) in found)
            headers[name] = value;
        return request with { Headers = headers };
    }

    static bool IsHeader(string name) =>
        Conditions.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (name.StartsWith(Amz, StringComparison.OrdinalIgnoreCase) && !OfSignature.Contains(name, StringComparer.OrdinalIgnoreCase));
}
