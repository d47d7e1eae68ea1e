namespace Classroom.Cloud.S3;

/// <summary>One page of a listing. Keys with the same text up to the delimiter are grouped into one common prefix.</summary>
sealed record Listing(
    string Prefix,
    string Delimiter,
    int Most,
    IReadOnlyList<StoredObject> Objects,
    IReadOnlyList<string> Prefixes,
    string? Next
)
{
    public static Listing Of(ObjectStore objects, string bucket, string prefix, string delimiter, string? after, int most)
    {
        var (found, prefixes) = (new List<StoredObject>(), new List<string>());
        string? last = null;
        foreach (var stored in objects.In(bucket, prefix).Select(history => history.Newest).Where(stored => !stored.IsDeleteMarker))
        {
            var at = delimiter.Length == 0 ? -1 : stored.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var name = at < 0 ? stored.Key : stored.Key[..(at + delimiter.Length)];
            if (after is not null && string.CompareOrdinal(name, after) <= 0)
                continue;
            if (at >= 0 && prefixes.Count > 0 && prefixes[^1] == name)
                continue;
            if (found.Count + prefixes.Count == most)
                return new(prefix, delimiter, most, found, prefixes, last ?? "");
            if (at < 0)
                found.Add(stored);
            else
                prefixes.Add(name);
            last = name;
        }
        return new(prefix, delimiter, most, found, prefixes, null);
    }
}
