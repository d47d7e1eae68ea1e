using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

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
        await cloud.Aws.S3Async(HttpMethod.Put, $"/{name}").ConfigureAwait(false);
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
        if ((string?)inputs["forceDestroy"]?.ToString() == "true")
            await GoneAsync(() => EmptyAsync(cloud.Aws, id)).ConfigureAwait(false);
        await GoneAsync(() => cloud.Aws.S3Async(HttpMethod.Delete, $"/{id}")).ConfigureAwait(false);
    }

    public override async Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        await ReadAsync(id, inputs, cloud).ConfigureAwait(false) is { } found ? new(null, found.Map("tags")) : null;

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (await IfThereAsync(() => cloud.Aws.S3Async(HttpMethod.Head, $"/{id}")).ConfigureAwait(false) is null)
            return null;
        var tagging = await IfThereAsync(() => cloud.Aws.S3Async(HttpMethod.Get, $"/{id}?tagging")).ConfigureAwait(false);
        return new()
        {
            ["bucket"] = id,
            ["tags"] = tagging is null
                ? new JsonObject()
                : new JsonObject(
                    tagging
                        .Xml.Descendants()
                        .Where(element => element.Name.LocalName == "Tag")
                        .Select(tag => KeyValuePair.Create(AwsClient.Text(tag, "Key")!, (JsonNode?)AwsClient.Text(tag, "Value")))
                ),
        };
    }

    /// <summary>Every version of every object, and every mark of a deletion.</summary>
    public static async Task EmptyAsync(AwsClient aws, string bucket, string prefix = "")
    {
        while (true)
        {
            var page = await aws.S3Async(HttpMethod.Get, $"/{bucket}?prefix={Uri.EscapeDataString(prefix)}&versions=")
                .ConfigureAwait(false);
            var versions = page.Xml.Elements().Where(element => element.Name.LocalName is "Version" or "DeleteMarker").ToList();
            if (versions.Count == 0)
                return;
            foreach (var version in versions)
                await aws.S3Async(
                        HttpMethod.Delete,
                        $"/{bucket}/{Uri.EscapeDataString(AwsClient.Text(version, "Key")!)}"
                            + $"?versionId={Uri.EscapeDataString(AwsClient.Text(version, "VersionId")!)}"
                    )
                    .ConfigureAwait(false);
        }
    }

    static Task<AwsAnswer> TagAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Aws.S3Async(HttpMethod.Put, $"/{inputs.Text("bucket")}?tagging", Tags.Xml(inputs));
}
