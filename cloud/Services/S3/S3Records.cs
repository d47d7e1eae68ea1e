using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Storage;

namespace Classroom.Cloud.S3;

sealed record Bucket(string Name, DateTimeOffset Created)
{
    public string? Versioning { get; init; }

    public string? Policy { get; init; }

    public ImmutableList<CorsRule> Cors { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Settings that are stored as they were sent, such as the public access block.</summary>
    public ImmutableSortedDictionary<string, string> Documents { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool KeepsVersions => Versioning == "Enabled";
}

/// <summary>One version of an object. Its content is in a separate file.</summary>
sealed record StoredObject(
    string Bucket,
    string Key,
    string VersionId,
    string File,
    long Size,
    string ETag,
    DateTimeOffset Modified,
    string ContentType
)
{
    public uint Checksum { get; init; }

    [JsonIgnore]
    public StoredContent Content => new(File, Size, Checksum);

    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool IsDeleteMarker { get; init; }

    [JsonIgnore]
    public ObjectDescription Description =>
        new(ContentType)
        {
            Metadata = Metadata,
            Headers = Headers,
            Tags = Tags,
        };
}

/// <summary>The properties of an object except its content.</summary>
sealed record ObjectDescription(string ContentType)
{
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A multipart upload.</summary>
sealed record Upload(string Id, string Bucket, string Key, DateTimeOffset Initiated, ObjectDescription Description)
{
    public ImmutableSortedDictionary<int, UploadedPart> Parts { get; init; } = ImmutableSortedDictionary<int, UploadedPart>.Empty;
}

sealed record UploadedPart(StoredFile File, DateTimeOffset Modified);

/// <summary>The versions of one key, the newest first.</summary>
sealed record ObjectHistory(ImmutableList<StoredObject> Versions)
{
    public StoredObject Newest => Versions[0];
}
