using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

sealed class Policy : ResourceType
{
    public override string Token => "aws:iam/policy:Policy";

    public override IReadOnlyList<string> Inputs => ["name", "description", "policy", "path", "tags"];

    public override IReadOnlyList<string> Fixed => ["name", "description", "path"];

    const int MostVersions = 5;

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => LocalCloud.GlobalArn("iam", $"policy/{inputs.Text("name")}");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Aws.QueryAsync(
                "iam",
                "CreatePolicy",
                [
                    ("PolicyName", inputs.Text("name")),
                    ("PolicyDocument", inputs.Text("policy")),
                    ("Description", inputs.Maybe("description")),
                    ("Path", inputs.Maybe("path")),
                    .. Tags.Query(inputs.Map("tags")),
                ]
            )
            .ConfigureAwait(false);
        var arn = IdOf(inputs, cloud);
        return new(arn, new() { ["arn"] = arn });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (before.Inputs.Maybe("policy") != inputs.Maybe("policy"))
        {
            var versions = await OldVersionsAsync(before.Id!, cloud).ConfigureAwait(false);
            if (versions.Count + 1 >= MostVersions)
                await cloud
                    .Aws.QueryAsync("iam", "DeletePolicyVersion", ("PolicyArn", before.Id), ("VersionId", versions[^1]))
                    .ConfigureAwait(false);
            await cloud
                .Aws.QueryAsync(
                    "iam",
                    "CreatePolicyVersion",
                    ("PolicyArn", before.Id),
                    ("PolicyDocument", inputs.Text("policy")),
                    ("SetAsDefault", "true")
                )
                .ConfigureAwait(false);
        }
        await Tags.ChangeInIamAsync(cloud.Aws, "Policy", ("PolicyArn", before.Id), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(async () =>
        {
            foreach (var version in await OldVersionsAsync(id, cloud).ConfigureAwait(false))
                await cloud.Aws.QueryAsync("iam", "DeletePolicyVersion", ("PolicyArn", id), ("VersionId", version)).ConfigureAwait(false);
            await cloud.Aws.QueryAsync("iam", "DeletePolicy", ("PolicyArn", id)).ConfigureAwait(false);
        });

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () => Origin.Of(await cloud.Aws.QueryAsync("iam", "GetPolicy", ("PolicyArn", id)).ConfigureAwait(false)));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var policy = await cloud.Aws.QueryAsync("iam", "GetPolicy", ("PolicyArn", id)).ConfigureAwait(false);
            var version = await cloud
                .Aws.QueryAsync("iam", "GetPolicyVersion", ("PolicyArn", id), ("VersionId", AwsClient.Text(policy, "DefaultVersionId")))
                .ConfigureAwait(false);
            return new JsonObject
            {
                ["name"] = AwsClient.Text(policy, "PolicyName"),
                ["policy"] = Uri.UnescapeDataString(AwsClient.Text(version, "Document")!),
                ["tags"] = Tags.Of(policy),
            };
        });

    static async Task<List<string>> OldVersionsAsync(string arn, LocalCloud cloud)
    {
        var versions = await cloud.Aws.QueryAsync("iam", "ListPolicyVersions", ("PolicyArn", arn)).ConfigureAwait(false);
        return
        [
            .. versions
                .Descendants()
                .Where(element => element.Name.LocalName == "member" && AwsClient.Text(element, "IsDefaultVersion") == "false")
                .Select(element => AwsClient.Text(element, "VersionId")!),
        ];
    }
}
