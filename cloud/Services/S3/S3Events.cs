using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.S3;

/// <summary>Sends the events of objects to the default event bus, if the bucket is set up to do so.</summary>
sealed class S3Events(Lazy<IEvents> events)
{
    public void Created(Bucket bucket, StoredObject made, string reason, Call call) =>
        Emit(
            bucket,
            "Object Created",
            call,
            () => Object(made.Key, VersionOf(bucket, made.VersionId), made.Size, made.ETag, Sequencer(call)),
            detail => detail["reason"] = reason
        );

    /// <param name="version">The version that was deleted, or the delete marker that was made.</param>
    public void Deleted(Bucket bucket, string key, string? version, bool isMarkerMade, string reason, Call call) =>
        Emit(
            bucket,
            "Object Deleted",
            call,
            () => Object(key, VersionOf(bucket, version), null, null, Sequencer(call)),
            detail =>
            {
                detail["reason"] = reason;
                detail["deletion-type"] = isMarkerMade ? "Delete Marker Created" : "Permanently Deleted";
            }
        );

    public void Tagged(Bucket bucket, StoredObject found, bool isAdded, Call call) =>
        Emit(
            bucket,
            isAdded ? "Object Tags Added" : "Object Tags Deleted",
            call,
            () => Object(found.Key, VersionOf(bucket, found.VersionId), null, found.ETag, null),
            _ => { }
        );

    void Emit(Bucket bucket, string type, Call call, Func<JsonObject> about, Action<JsonObject> addMore)
    {
        if (!bucket.SendsEvents)
            return;
        events.Value.Emit(
            "aws.s3",
            type,
            [$"arn:aws:s3:::{bucket.Name}"],
            () =>
            {
                var detail = new JsonObject
                {
                    ["version"] = "0",
                    ["bucket"] = new JsonObject { ["name"] = bucket.Name },
                    ["object"] = about(),
                    ["request-id"] = call.RequestId,
                    ["requester"] = call.Caller.Principal.Account,
                    ["source-ip-address"] = call.SourceIp,
                };
                addMore(detail);
                return detail;
            }
        );
    }

    static JsonObject Object(string key, string? version, long? size, string? etag, string? sequencer)
    {
        var about = new JsonObject { ["key"] = key };
        if (size is { } known)
            about["size"] = known;
        if (etag is not null)
            about["etag"] = etag;
        if (version is not null)
            about["version-id"] = version;
        if (sequencer is not null)
            about["sequencer"] = sequencer;
        return about;
    }

    static string? VersionOf(Bucket bucket, string? version) =>
        bucket.Versioning is null || version == ObjectStore.NoVersion ? null : version;

    /// <summary>Greater for later events of one key.</summary>
    static string Sequencer(Call call) => call.Now.UtcTicks.ToString("X18", CultureInfo.InvariantCulture);
}
