using System.Globalization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>The answer of GetObject and HeadObject without the content: a status, and the headers of the object or of a part.</summary>
sealed record ObjectAnswer(S3Answer Answer, ByteRange? Range)
{
    /// <summary>The members of the model that are read here and by <see cref="S3Format.Find"/>.</summary>
    public const string Members =
        TakesAttribute.Found
        + " Range PartNumber ChecksumMode ResponseCacheControl ResponseContentDisposition ResponseContentEncoding"
        + " ResponseContentLanguage ResponseContentType ResponseExpires";

    /// <summary>The headers that a parameter of a signed request overrides.</summary>
    static readonly string[] Overridden = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    public static ObjectAnswer Of(Bucket bucket, StoredObject found, S3Request request, Call call)
    {
        ReadConditions.Check(request, found, call);
        var range = ByteRange.Asked(request, found);
        var headers = S3Format.Headers(bucket, found).Concat(ChecksumOf(found, request, range)).ToList();
        if (range is not null)
            headers.Add(("Content-Range", $"bytes {range.From}-{range.To}/{found.Size}"));
        if (request.Wire.HasParameter("partNumber") && !found.Parts.IsEmpty)
            headers.Add(("x-amz-mp-parts-count", found.Parts.Length.ToString(CultureInfo.InvariantCulture)));
        foreach (var name in Overridden)
        {
            if (Override(request, name, call) is not { } value)
                continue;
            headers.RemoveAll(header => header.Name == name);
            headers.Add((name, value));
        }
        var type = Override(request, "Content-Type", call) ?? found.ContentType;
        return new(new(range is null ? 200 : 206) { ContentType = type, Headers = headers }, range);
    }

    /// <summary>The checksum, if the request asks for it and gets all of that which the checksum is of.</summary>
    static IEnumerable<(string Name, string Value)> ChecksumOf(StoredObject found, S3Request request, ByteRange? range)
    {
        if (found.Digest is not { } digest || !IsAsked(request))
            return [];
        if (digest.Type == ObjectChecksum.Composite && range?.Part is { } part && found.Parts[part - 1].Checksum is { } checksum)
            return (digest with { Value = checksum }).Headers;
        return range is null || range.Length == found.Size ? digest.Headers : [];
    }

    static bool IsAsked(S3Request request) =>
        string.Equals(request.Wire.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase);

    static string? Override(S3Request request, string header, Call call)
    {
        if (request.Wire.Parameter($"response-{header.ToLowerInvariant()}") is not { } value)
            return null;
        return call.Caller.Principal.Kind == Access.PrincipalKind.Anonymous
            ? throw new AwsException("InvalidRequest", "Request specific response headers cannot be used for anonymous GET requests.")
            : value;
    }
}
