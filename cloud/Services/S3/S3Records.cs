using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Storage;

namespace Classroom.Cloud.S3;

sealed record Bucket(string Name, DateTimeOffset Created)
{
    public const string DefaultOwnership = "BucketOwnerEnforced";

    public string? Versioning { get; init; }

    public string? Policy { get; init; }

    /// <summary>Who owns objects; null after the ownership controls were deleted.</summary>
    public string? Ownership { get; init; } = DefaultOwnership;

    /// <summary>Whether somebody has set the encryption of the bucket, which is always AES256.</summary>
    public bool IsEncryptionSet { get; init; }

    /// <summary>The Region that the bucket was asked for; null for the Region of the cloud.</summary>
    public string? Location { get; init; }

    /// <summary>Whether requests to KMS are saved by a key of the bucket, which has no effect with AES256.</summary>
    public bool BucketKeyEnabled { get; init; }

    /// <summary>Whether events of objects go to the default event bus.</summary>
    public bool SendsEvents { get; init; }

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

    /// <summary>The checksum that S3 shows, in contrast to the checksum of the file.</summary>
    public ObjectChecksum? Digest { get; init; }

    /// <summary>The parts of an object that was uploaded in parts.</summary>
    public ImmutableArray<ObjectPart> Parts { get; init; } = [];

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
    /// <summary>The algorithm of the checksums that parts must have; null if they need none.</summary>
    public string? Algorithm { get; init; }

    public string? ChecksumType { get; init; }

    public string? Initiator { get; init; }

    /// <summary>Whether the key was written or deleted since the upload began.</summary>
    public bool IsOvertaken { get; init; }

    public ImmutableSortedDictionary<int, UploadedPart> Parts { get; init; } = ImmutableSortedDictionary<int, UploadedPart>.Empty;
}

sealed record UploadedPart(StoredFile File, DateTimeOffset Modified)
{
    public string? Checksum { get; init; }
}

/// <summary>The versions of one key, the newest first.</summary>
sealed record ObjectHistory(ImmutableList<StoredObject> Versions)
{
    public StoredObject Newest => Versions[0];
}
