using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.S3;

namespace Classroom.Cli.Provider;

sealed class Bucket : ResourceType
{
    public override string Token => "aws:s3/bucket:Bucket";

    public override IReadOnlyList<string> Inputs => ["bucket", "forceDestroy", "tags"];

    public override IReadOnlyList<string> Fixed => ["bucket"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("bucket");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var name = inputs.Text("bucket");
        await cloud.Storage<CreateBucket>().SendAsync(name).ConfigureAwait(false);
        await TagAsync(inputs, cloud).ConfigureAwait(false);
        return new(name, new() { ["arn"] = $"arn:aws:s3:::{name}" });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await TagAsync(inputs, cloud).ConfigureAwait(false);
        return before.Outputs;
    }

    public override async Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (inputs.Plain("forceDestroy") == "true")
            await GoneAsync(() => EmptyAsync(cloud, id)).ConfigureAwait(false);
        await GoneAsync(() => cloud.Storage<DeleteBucket>().SendAsync(id)).ConfigureAwait(false);
    }

    public override async Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (await ReadAsync(id, inputs, cloud).ConfigureAwait(false) is not { } found)
            return null;
        var listed = await cloud.Storage<ListBuckets>().SendAsync("", parameters: [("prefix", id)]).ConfigureAwait(false);
        var bucket = listed.Xml.Descendants().FirstOrDefault(element => element.Name.LocalName == "Bucket" && element.Text("Name") == id);
        // A bucket gets its tags after it was made: one without tags may be one that was just begun, and its time tells.
        var tags = found.Map("tags");
        return new(Origin.Moment(bucket?.Text("CreationDate") ?? ""), tags.Count == 0 ? null : tags);
    }

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (await IfThereAsync(() => cloud.Storage<HeadBucket>().SendAsync(id)).ConfigureAwait(false) is null)
            return null;
        // A bucket without tags answers that there is no tag set.
        var tagging = await IfThereAsync(() => cloud.Storage<GetBucketTagging>().SendAsync(id)).ConfigureAwait(false);
        return new() { ["bucket"] = id, ["tags"] = tagging is null ? new JsonObject() : StorageXml.Tags(tagging.Xml) };
    }

    /// <summary>Deletes every version and every delete marker of the objects whose keys begin with the prefix.</summary>
    public static async Task EmptyAsync(LocalCloud cloud, string bucket, string prefix = "")
    {
        while (true)
        {
            var page = await cloud.Storage<ListObjectVersions>().SendAsync(bucket, parameters: [("prefix", prefix)]).ConfigureAwait(false);
            var versions = page.Xml.Elements().Where(element => element.Name.LocalName is "Version" or "DeleteMarker").ToList();
            if (versions.Count == 0)
                return;
            foreach (var version in versions)
                await cloud
                    .Storage<DeleteObject>()
                    .SendAsync(bucket, version.Text("Key"), parameters: [("versionId", version.Text("VersionId")!)])
                    .ConfigureAwait(false);
        }
    }

    static Task<AwsAnswer> TagAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Storage<PutBucketTagging>().SendAsync(inputs.Text("bucket"), content: StorageXml.Tagging(inputs));
}
