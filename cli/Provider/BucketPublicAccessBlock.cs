using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

sealed class BucketPublicAccessBlock : PutType
{
    static readonly string[] Flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    public override string Token => "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

    public override IReadOnlyList<string> Inputs =>
        ["bucket", "blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    public override IReadOnlyList<string> Fixed => ["bucket"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("bucket");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        return GoneAsync(() => cloud.Aws.S3Async(HttpMethod.Delete, $"/{id}?publicAccessBlock"));
    }

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        if (await IfThereAsync(() => cloud.Aws.S3Async(HttpMethod.Get, $"/{id}?publicAccessBlock")).ConfigureAwait(false) is not { } answer)
            return null;
        var xml = answer.Xml;
        return new JsonObject(
            Flags
                .Select(flag => KeyValuePair.Create(flag, (JsonNode?)(AwsClient.Text(xml, Capital(flag)) == "true")))
                .Prepend(new("bucket", id))
        );
    }

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Aws.S3Async(
            HttpMethod.Put,
            $"/{inputs.Text("bucket")}?publicAccessBlock",
            Encoding.UTF8.GetBytes(
                $"<PublicAccessBlockConfiguration>"
                    + $"{string.Concat(Flags.Select(flag => $"<{Capital(flag)}>{inputs.Plain(flag) ?? "false"}</{Capital(flag)}>"))}"
                    + $"</PublicAccessBlockConfiguration>"
            )
        );

    static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
