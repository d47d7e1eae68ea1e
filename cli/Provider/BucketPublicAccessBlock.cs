using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cloud.S3;

namespace Classroom.Cli.Provider;

sealed class BucketPublicAccessBlock : PutType
{
    static readonly string[] Flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    public override string Token => "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

    public override IReadOnlyList<string> Inputs => ["bucket", .. Flags];

    public override IReadOnlyList<string> Fixed => ["bucket"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("bucket");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Storage<DeletePublicAccessBlock>().SendAsync(id));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (await IfThereAsync(() => cloud.Storage<GetPublicAccessBlock>().SendAsync(id)).ConfigureAwait(false) is not { } answer)
            return null;
        var xml = answer.Xml;
        return new JsonObject(
            Flags.Select(flag => KeyValuePair.Create(flag, (JsonNode?)(xml.Text(ElementOf(flag)) == "true"))).Prepend(new("bucket", id))
        );
    }

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud
            .Storage<PutPublicAccessBlock>()
            .SendAsync(
                inputs.Text("bucket"),
                content: new XElement(
                    "PublicAccessBlockConfiguration",
                    Flags.Select(flag => new XElement(ElementOf(flag), inputs.Flag(flag) ?? false))
                ).Bytes()
            );

    static string ElementOf(string flag) => char.ToUpperInvariant(flag[0]) + flag[1..];
}
