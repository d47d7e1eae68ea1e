using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

sealed class BucketVersioning : PutType
{
    public override string Token => "aws:s3/bucketVersioning:BucketVersioning";

    public override IReadOnlyList<string> Inputs => ["bucket", "versioningConfiguration"];

    public override IReadOnlyList<string> Fixed => ["bucket"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("bucket");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        // A bucket that has kept versions can only be told to stop.
        return GoneAsync(() =>
            cloud.Aws.S3Async(
                HttpMethod.Put,
                $"/{id}?versioning",
                "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>"u8.ToArray()
            )
        );
    }

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (await IfThereAsync(() => cloud.Aws.S3Async(HttpMethod.Get, $"/{id}?versioning")).ConfigureAwait(false) is not { } answer)
            return null;
        var xml = answer.Xml;
        return new JsonObject
        {
            ["bucket"] = id,
            ["versioningConfiguration"] = new JsonObject { ["status"] = AwsClient.Text(xml, "Status") ?? "Suspended" },
        };
    }

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Aws.S3Async(
            HttpMethod.Put,
            $"/{inputs.Text("bucket")}?versioning",
            Encoding.UTF8.GetBytes(
                $"<VersioningConfiguration><Status>{inputs.Map("versioningConfiguration").Text("status")}"
                    + $"</Status></VersioningConfiguration>"
            )
        );
}
