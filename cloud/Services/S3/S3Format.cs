using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Classroom.Cloud.S3;

/// <summary>Conversions between stored records and S3's headers and XML.</summary>
static class S3Format
{
    const string MetadataPrefix = "x-amz-meta-";

    /// <summary>The encryption of all objects; those of AWS that KMS has keys for are not here.</summary>
    public static readonly (string Name, string Value) Encryption = ("x-amz-server-side-encryption", "AES256");

    static readonly string[] KeptHeaders = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    /// <summary>The times of S3 have whole seconds.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);

    public static string? Text(XElement element, string name) =>
        element.Descendants().FirstOrDefault(child => child.Name.LocalName == name)?.Value;

    public static XElement Tags(ImmutableSortedDictionary<string, string> tags) =>
        new(
            "Tagging",
            new XElement("TagSet", tags.Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value))))
        );

    public static IReadOnlyList<(string Name, string Value)> Version(Bucket bucket, string? version) =>
        bucket.Versioning is null || version is null ? [] : [("x-amz-version-id", version)];

    public static IReadOnlyList<(string Name, string Value)> SourceVersion(Bucket bucket, string version) =>
        bucket.Versioning is null || version == ObjectStore.NoVersion ? [] : [("x-amz-copy-source-version-id", version)];

    public static IEnumerable<(string Name, string Value)> Headers(Bucket bucket, StoredObject found)
    {
        yield return ("ETag", $"\"{found.ETag}\"");
        yield return ("Last-Modified", found.Modified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
        yield return ("Accept-Ranges", "bytes");
        yield return Encryption;
        foreach (var header in Version(bucket, found.VersionId))
            yield return header;
        foreach (var (name, value) in found.Metadata)
            yield return ($"{MetadataPrefix}{name}", value);
        foreach (var (name, value) in found.Headers)
            yield return (name, value);
        if (found.Tags.Count > 0)
            yield return ("x-amz-tagging-count", found.Tags.Count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The properties of an object in the headers of a request.</summary>
    public static ObjectDescription Describe(S3Request request) =>
        new(request.Wire.Header("Content-Type") ?? "binary/octet-stream")
        {
            Metadata = request
                .Wire.Headers.Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                .ToImmutableSortedDictionary(
                    header => header.Key[MetadataPrefix.Length..].ToLowerInvariant(),
                    header => header.Value.ToString()
                ),
            // aws-chunked is an encoding of the request, not of the object.
            Headers = KeptHeaders
                .Select(name => (Name: name, Value: request.Wire.Header(name)))
                .Where(header => header.Value is { Length: > 0 } and not "aws-chunked")
                .ToImmutableSortedDictionary(
                    header => header.Name,
                    header => header.Value!.Replace("aws-chunked,", "", StringComparison.Ordinal)
                ),
            Tags = TagSets.Read(request.Wire.Header("x-amz-tagging") ?? ""),
        };

    /// <summary>The object whose tags a request is about: of a delete marker S3 says that it has none.</summary>
    public static StoredObject FindTagged(ObjectStore objects, Bucket bucket, S3Request request) =>
        request.Wire.HasParameter("versionId") || objects.History(bucket.Name, request.Key)?.Newest.IsDeleteMarker != true
            ? Find(objects, bucket, request)
            : throw S3Errors.OfMarker(request.Wire.Method);

    public static StoredObject Find(ObjectStore objects, Bucket bucket, S3Request request)
    {
        var version = ObjectStore.VersionOf(request);
        if (objects.Find(bucket.Name, request.Key, version) is { } found)
            return found;
        var isMarker = objects.History(bucket.Name, request.Key)?.Versions.Exists(known => known.VersionId == version) == true;
        if (isMarker)
            throw S3Errors.OfMarker(request.Wire.Method);
        throw version is null ? S3Errors.NoSuchKey(request.Key) : S3Errors.NoSuchVersion(request.Key, version);
    }

    /// <summary>The source object of a copy.</summary>
    public static (string Bucket, string Key, string? Version) Source(S3Request request)
    {
        var text = Uri.UnescapeDataString(request.Wire.Header("x-amz-copy-source") ?? "").TrimStart('/');
        var (path, version) = text.Split("?versionId=") is [var before, var after] ? (before, after) : (text, null);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? (path[..slash], path[(slash + 1)..], version)
            : throw S3Errors.InvalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
    }

    /// <summary>A key in a listing; percent-encoded with encoding-type=url.</summary>
    public static string Listed(S3Request request, string key) =>
        IsUrlEncoded(request) ? Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal) : key;

    public static XElement? EncodingType(S3Request request) => IsUrlEncoded(request) ? new("EncodingType", "url") : null;

    static bool IsUrlEncoded(S3Request request) =>
        request.Wire.Parameter("encoding-type") is { } type
        && (type == "url" ? true : throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type));

    public static XElement Entry(S3Request request, StoredObject stored, XElement? owner = null) =>
        new(
            "Contents",
            new XElement("Key", Listed(request, stored.Key)),
            new XElement("LastModified", Time(stored.Modified)),
            new XElement("ETag", $"\"{stored.ETag}\""),
            ChecksumOf(stored),
            new XElement("Size", stored.Size),
            new XElement("StorageClass", "STANDARD"),
            owner
        );

    public static XElement VersionEntry(S3Request request, StoredObject version, bool isNewest, XElement owner) =>
        new(
            version.IsDeleteMarker ? "DeleteMarker" : "Version",
            new XElement("Key", Listed(request, version.Key)),
            new XElement("VersionId", version.VersionId),
            new XElement("IsLatest", isNewest),
            new XElement("LastModified", Time(version.Modified)),
            version.IsDeleteMarker ? null : new XElement("ETag", $"\"{version.ETag}\""),
            version.IsDeleteMarker ? null : ChecksumOf(version),
            version.IsDeleteMarker ? null : new XElement("Size", version.Size),
            version.IsDeleteMarker ? null : new XElement("StorageClass", "STANDARD"),
            new XElement(owner)
        );

    /// <summary>The owner of everything: the account.</summary>
    public static XElement Owner(string account) => new("Owner", new XElement("ID", account));

    static XElement[] ChecksumOf(StoredObject stored) =>
        stored.Digest is { } digest ? [new XElement("ChecksumAlgorithm", digest.Algorithm), new XElement("ChecksumType", digest.Type)] : [];
}
