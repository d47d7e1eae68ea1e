namespace Classroom.Cloud.S3;

/// <summary>One page of the versions of a bucket: by key, and the newest version of a key first.</summary>
/// <param name="Next">The last key and version of the page; null if nothing follows.</param>
sealed record VersionListing(
    string Prefix,
    string Delimiter,
    int Most,
    string KeyMarker,
    string VersionMarker,
    IReadOnlyList<(StoredObject Version, bool IsNewest)> Versions,
    IReadOnlyList<string> Prefixes,
    (string Key, string? Version)? Next
)
{
    const int MostKeys = 1000;

    public static VersionListing Of(ObjectStore objects, string bucket, S3Request input)
    {
        var prefix = input.Wire.Parameter("prefix") ?? "";
        var delimiter = input.Wire.Parameter("delimiter") ?? "";
        var keyMarker = input.Wire.Parameter("key-marker") ?? "";
        var versionMarker = input.Wire.Parameter("version-id-marker") ?? "";
        if (versionMarker.Length > 0 && keyMarker.Length == 0)
            throw S3Errors.InvalidArgument(
                "A version-id marker cannot be specified without a key marker.",
                "version-id-marker",
                versionMarker
            );
        var most = Math.Min(input.Number("max-keys", MostKeys), MostKeys);
        var (versions, prefixes) = (new List<(StoredObject, bool)>(), new List<string>());
        (string, string?)? last = null;
        foreach (var (name, version, isNewest) in After(objects, bucket, prefix, delimiter, keyMarker, versionMarker))
        {
            if (version is null && prefixes.Count > 0 && prefixes[^1] == name)
                continue;
            if (versions.Count + prefixes.Count == most)
                return new(prefix, delimiter, most, keyMarker, versionMarker, versions, prefixes, last);
            if (version is null)
                prefixes.Add(name);
            else
                versions.Add((version, isNewest));
            last = (name, version?.VersionId);
        }
        return new(prefix, delimiter, most, keyMarker, versionMarker, versions, prefixes, null);
    }

    /// <summary>The versions after the markers. A version below a common prefix has only the name of the prefix.</summary>
    static IEnumerable<(string Name, StoredObject? Version, bool IsNewest)> After(
        ObjectStore objects,
        string bucket,
        string prefix,
        string delimiter,
        string keyMarker,
        string versionMarker
    )
    {
        foreach (var history in objects.In(bucket, prefix))
        {
            var key = history.Newest.Key;
            var at = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var name = at < 0 ? key : key[..(at + delimiter.Length)];
            var order = string.CompareOrdinal(name, keyMarker);
            if (order < 0 || (order == 0 && (at >= 0 || versionMarker.Length == 0) && keyMarker.Length > 0))
                continue;
            if (at >= 0)
            {
                yield return (name, null, false);
                continue;
            }
            var skipped = order == 0 ? history.Versions.FindIndex(version => version.VersionId == versionMarker) + 1 : 0;
            for (var i = skipped; i < history.Versions.Count; i++)
                yield return (name, history.Versions[i], i == 0);
        }
    }
}
