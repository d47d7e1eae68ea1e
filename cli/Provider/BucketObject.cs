using System.Text.Json.Nodes;
using Classroom.Cloud.S3;

namespace Classroom.Cli.Provider;

/// <summary>An object whose content is the package of the functions; the fingerprint of the package is in the object's metadata.</summary>
sealed class BucketObject : ResourceType
{
    const string Fingerprint = "x-amz-meta-fingerprint";

    public override string Token => "aws:s3/bucketObjectv2:BucketObjectv2";

    public override IReadOnlyList<string> Inputs => ["bucket", "key", "source", "tags"];

    public override IReadOnlyList<string> Fixed => ["bucket", "key"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("key");

    public override IEnumerable<string> Changing(JsonObject before, JsonObject after) =>
        before.Maybe("source") == after.Maybe("source") ? [] : ["versionId", "etag"];

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var tags = string.Join('&', inputs.TagMap().Select(tag => $"{Uri.EscapeDataString(tag.Key)}={Uri.EscapeDataString(tag.Value)}"));
        var answer = await cloud
            .Storage<PutObject>()
            .SendAsync(
                inputs.Text("bucket"),
                inputs.Text("key"),
                cloud.Package,
                headers: [(Fingerprint, inputs.Text("source")), ("x-amz-tagging", tags)]
            )
            .ConfigureAwait(false);
        return new(
            inputs.Text("key"),
            FoundInputs.Of(
                ("versionId", answer.Headers.GetValueOrDefault("x-amz-version-id")),
                ("etag", answer.Headers.GetValueOrDefault("ETag")?.Trim('"'))
            )
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (before.Inputs.Maybe("source") != inputs.Maybe("source"))
            return (await CreateAsync(inputs, cloud).ConfigureAwait(false)).Outputs;
        await cloud
            .Storage<PutObjectTagging>()
            .SendAsync(inputs.Text("bucket"), inputs.Text("key"), StorageXml.Tagging(inputs))
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => Bucket.EmptyAsync(cloud, inputs.Text("bucket"), id));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        await IfThereAsync(() => cloud.Storage<HeadObject>().SendAsync(inputs.Text("bucket"), inputs.Text("key"))).ConfigureAwait(false)
            is { } answer
            ? new() { ["key"] = id, ["source"] = answer.Headers.GetValueOrDefault(Fingerprint) ?? "" }
            : null;
}
