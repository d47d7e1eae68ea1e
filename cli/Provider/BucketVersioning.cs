using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cloud.S3;

namespace Classroom.Cli.Provider;

sealed class BucketVersioning : PutType
{
    const string Suspended = "Suspended";

    public override string Token => "aws:s3/bucketVersioning:BucketVersioning";

    public override IReadOnlyList<string> Inputs => ["bucket", "versioningConfiguration"];

    public override IReadOnlyList<string> Fixed => ["bucket"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("bucket");

    // Versioning cannot be removed from a bucket; it can only be suspended.
    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Storage<PutBucketVersioning>().SendAsync(id, content: Configuration(Suspended)));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        await IfThereAsync(() => cloud.Storage<GetBucketVersioning>().SendAsync(id)).ConfigureAwait(false) is { } answer
            ? new()
            {
                ["bucket"] = id,
                ["versioningConfiguration"] = new JsonObject { ["status"] = answer.Xml.Text("Status") ?? Suspended },
            }
            : null;

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud
            .Storage<PutBucketVersioning>()
            .SendAsync(inputs.Text("bucket"), content: Configuration(inputs.Map("versioningConfiguration").Text("status")));

    static byte[] Configuration(string status) => new XElement("VersioningConfiguration", new XElement("Status", status)).Bytes();
}
