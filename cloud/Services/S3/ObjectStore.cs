using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.S3;

/// <summary>Stores buckets and objects.</summary>
sealed partial class ObjectStore(Database database, TimeProvider clock, RequestIds ids) : IStore, IObjects, IStudentData
{
    public const string NoVersion = "null";

    public Table<Bucket> Buckets { get; } = new(database, "s3.buckets");

    public Table<Upload> Uploads { get; } = new(database, "s3.uploads");

    public ObjectFiles Files { get; } = new(database, ids);

    readonly Table<ObjectHistory> objects = new(database, "s3.objects");

    public IEnumerable<(Owner Owner, long Bytes)> Sizes() =>
        objects
            .All.SelectMany(history => history.Versions)
            .Select(version => (Owner.Of(version.Bucket), version.Size))
            .Concat(Uploads.All.Select(upload => (Owner.Of(upload.Bucket), upload.Parts.Values.Sum(part => part.File.Size))));

    public Bucket? Bucket(string name) => Buckets.Find(name);

    public Bucket Required(string name) =>
        Buckets.Find(name) ?? throw S3Errors.NotOfBucket("NoSuchBucket", "The specified bucket does not exist", name);

    public IEnumerable<Permission> OnBucket(string bucket, string? action = null) =>
        [new Permission($"arn:aws:s3:::{bucket}", action) { ResourcePolicy = Policies.ParseOptional(Bucket(bucket)?.Policy) }];

    public IEnumerable<Permission> OnObject(string bucket, string key, string? action = null) =>
        [new Permission($"arn:aws:s3:::{bucket}/{key}", action) { ResourcePolicy = Policies.ParseOptional(Bucket(bucket)?.Policy) }];

    /// <summary>The permission to read the source of a copy.</summary>
    public IEnumerable<Permission> ToReadSource(S3Request request)
    {
        var (bucket, key, version) = S3Format.Source(request);
        return [ToRead(bucket, key, version)];
    }

    public Permission ToRead(string bucket, string key, string? version) =>
        (Find(bucket, key, version)?.Tags ?? ImmutableSortedDictionary<string, string>.Empty).Aggregate(
            OnObject(bucket, key, version is null ? "s3:GetObject" : "s3:GetObjectVersion").Single().With("s3:versionid", version),
            (need, tag) => need.With($"s3:ExistingObjectTag/{tag.Key}", tag.Value)
        );

    /// <summary>The id of a version in a request; S3 knows by its form that an id was never one.</summary>
    public static string? VersionOf(S3Request request)
    {
        var version = request.Wire.Parameter("versionId");
        return version is null or NoVersion || (version.Length == 32 && version.All(char.IsAsciiHexDigitLower))
            ? version
            : throw S3Errors.InvalidArgument("Invalid version id specified", "versionId", version);
    }

    /// <summary>The permissions to write an object; the tags of the request need their own.</summary>
    public IEnumerable<Permission> ToWrite(S3Request request) =>
        [
            .. OnObject(request.Bucket, request.Key),
            .. request.Wire.Header("x-amz-tagging") is null ? [] : OnObject(request.Bucket, request.Key, "s3:PutObjectTagging"),
        ];

    /// <summary>The permission for an operation about the tags of an object, or of one version of it.</summary>
    public IEnumerable<Permission> OnTags(S3Request request, string verb) =>
        OnObject(
                request.Bucket,
                request.Key,
                request.Wire.HasParameter("versionId") ? $"s3:{verb}ObjectVersionTagging" : $"s3:{verb}ObjectTagging"
            )
            .Select(need => need.With("s3:versionid", request.Wire.Parameter("versionId")));

    /// <summary>The permission to list a bucket; policies can restrict it to a prefix.</summary>
    public IEnumerable<Permission> ToList(S3Request request) =>
        OnBucket(request.Bucket)
            .Select(need =>
                need.With("s3:prefix", request.Wire.Parameter("prefix"))
                    .With("s3:delimiter", request.Wire.Parameter("delimiter"))
                    .With("s3:max-keys", request.Wire.Parameter("max-keys"))
            );

    public static string CheckName(string name) =>
        Names().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal)
            ? name
            : throw new AwsException("InvalidBucketName", "The specified bucket is not valid.")
            {
                Details = new Dictionary<string, object> { ["BucketName"] = name },
            };

    public StoredObject? Find(string bucket, string key, string? version = null)
    {
        if (objects.Find(KeyOf(bucket, key)) is not { } history)
            return null;
        var found = version is null ? history.Newest : history.Versions.Find(candidate => candidate.VersionId == version);
        return found is { IsDeleteMarker: false } ? found : null;
    }

    public ObjectHistory? History(string bucket, string key) => objects.Find(KeyOf(bucket, key));

    public IEnumerable<ObjectHistory> In(string bucket, string prefix = "") => objects.Below($"{bucket}/{prefix}");

    public StoredObject Put(Bucket bucket, string key, byte[] content, ObjectDescription description, ObjectChecksum digest) =>
        Put(bucket, key, Files.Write(content), description, digest, []);

    public StoredObject Put(
        Bucket bucket,
        string key,
        StoredFile file,
        ObjectDescription description,
        ObjectChecksum digest,
        IReadOnlyList<UploadedPart> parts
    )
    {
        var made = new StoredObject(
            bucket.Name,
            key,
            bucket.KeepsVersions ? NewVersion() : NoVersion,
            file.Name,
            file.Size,
            file.ETag,
            clock.GetUtcNow(),
            description.ContentType
        )
        {
            Checksum = file.Checksum,
            Digest = digest,
            Parts = [.. parts.Select(part => new ObjectPart(part.File.Size, part.Checksum))],
            Metadata = description.Metadata,
            Headers = description.Headers,
            Tags = description.Tags,
        };
        // The distributed Map of a workflow writes its results without going through an operation of the service, and so outside its lock.
        lock (objects)
            Keep(made, bucket);
        Overtake(bucket.Name, key);
        return made;
    }

    public void Change(StoredObject changed)
    {
        var history = objects.Find(KeyOf(changed.Bucket, changed.Key))!;
        objects.Put(
            KeyOf(changed.Bucket, changed.Key),
            new(history.Versions.Replace(history.Versions.First(version => version.VersionId == changed.VersionId), changed))
        );
    }

    /// <summary>Deletes an object, or adds a delete marker if the bucket has versioning. A deleted version cannot be restored.</summary>
    public (string? Version, bool IsMarker, bool IsDone) Delete(Bucket bucket, string key, string? version)
    {
        var name = KeyOf(bucket.Name, key);
        var history = objects.Find(name);
        Overtake(bucket.Name, key);
        if (version is not null)
        {
            if (history?.Versions.Find(candidate => candidate.VersionId == version) is not { } found)
                return (version, false, false);
            var rest = history.Versions.Remove(found);
            if (rest.IsEmpty)
                objects.Remove(name);
            else
                objects.Put(name, new(rest));
            Discard(found);
            return (version, found.IsDeleteMarker, true);
        }
        if (bucket.Versioning is not null)
        {
            var marker = new StoredObject(
                bucket.Name,
                key,
                bucket.KeepsVersions ? NewVersion() : NoVersion,
                "",
                0,
                "",
                clock.GetUtcNow(),
                ""
            )
            {
                IsDeleteMarker = true,
            };
            Keep(marker, bucket);
            return (marker.VersionId, true, true);
        }
        if (history is null)
            return (null, false, false);
        objects.Remove(name);
        foreach (var old in history.Versions)
            Discard(old);
        return (null, false, true);
    }

    /// <summary>Removes files without an object, which a crash may have left.</summary>
    public void Opened() =>
        Files.DeleteAllBut([
            .. objects.Unordered.SelectMany(history => history.Versions).Select(version => version.File),
            .. Uploads.Unordered.SelectMany(upload => upload.Parts.Values).Select(part => part.File.Name),
        ]);

    public byte[] Read(StoredObject stored) => Files.Read(stored.Content);

    bool IObjects.HasBucket(string bucket) => Bucket(bucket) is not null;

    byte[]? IObjects.Read(string bucket, string key, string? version) => Find(bucket, key, version) is { } found ? Read(found) : null;

    IEnumerable<ListedObject> IObjects.List(string bucket, string prefix) =>
        In(bucket, prefix)
            .Select(history => history.Newest)
            .Where(stored => !stored.IsDeleteMarker)
            .Select(stored => new ListedObject(stored.Key, stored.Size, stored.ETag, stored.Modified));

    void IObjects.Write(string bucket, string key, byte[] content, string contentType) =>
        Put(Required(bucket), key, content, new(contentType), ObjectChecksum.Of(Checksums.Default, content));

    /// <summary>Notes on the uploads of a key that the key has changed meanwhile.</summary>
    void Overtake(string bucket, string key)
    {
        foreach (var upload in Uploads.Unordered.Where(upload => !upload.IsOvertaken && (upload.Bucket, upload.Key) == (bucket, key)))
            Uploads.Put(upload.Id, upload with { IsOvertaken = true });
    }

    static string KeyOf(string bucket, string key) => $"{bucket}/{key}";

    string NewVersion() => ids.Next().Replace("-", "", StringComparison.Ordinal);

    void Keep(StoredObject made, Bucket bucket)
    {
        var name = KeyOf(made.Bucket, made.Key);
        var before = objects.Find(name)?.Versions ?? [];
        if (!bucket.KeepsVersions)
        {
            foreach (var old in before.Where(version => version.VersionId == NoVersion))
                Discard(old);
            before = before.RemoveAll(version => version.VersionId == NoVersion);
        }
        objects.Put(name, new(before.Insert(0, made)));
    }

    void Discard(StoredObject stored)
    {
        if (!stored.IsDeleteMarker)
            Files.Delete(stored.File);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex Names();
}
